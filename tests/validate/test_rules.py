"""Every rule, by breaking the tiny framework in one place at a time."""

# ruff: noqa: E501  a mistake, its place and its message read best as one row of a table

from __future__ import annotations

import inspect
import re
import textwrap
from pathlib import Path

import pytest

from generator.checking import lock_messages
from generator.validate.base import Rule
from generator.validate.rules import RULES
from tests.validate.breaking import CHECKLIST, CONSENT, FRAMEWORK, Break, edit, line_of, mistakes

SESSION = "content/sessions/small-session.yaml"
SUMS = "content/worksheets/small-sums.yaml"
EXAMPLE = "content/examples/river/small-consent.json"
LONG = (
    "It is one and two and three and four and five and six and seven and eight and nine and ten and even more than it."
)
HARD = (
    "Organisational accountability necessitates comprehensive documentation. "
    "Institutional representatives systematically operationalise participatory methodologies. "
    "Interoperability considerations predominate. Heterogeneous constituencies collaboratively prioritise "
    "multidimensional vulnerabilities. Administrative responsibilities necessitate transparency."
)

BREAKS = [
    # ids
    Break("REF001", f"{FRAMEWORK}/principles.yaml", "elements: [trust]", "elements: [trst]", "trst]", "did you mean 'trust'?"),
    Break("REF001", f"{FRAMEWORK}/principles.yaml", "- id: relevance\n        why", "- id: relevanc\n        why", "id: relevanc", "no principle has the id 'relevanc'"),
    Break("REF001", f"{FRAMEWORK}/principles.yaml", "review: Destroy", "revew: Destroy", "revew: Destroy the old forms.", "did you mean 'review'?"),
    Break("REF001", f"{FRAMEWORK}/enabling-environment.yaml", "principles: [privacy]", "principles: [privcy]", "privcy]", "did you mean 'privacy'?"),
    Break("REF001", f"{FRAMEWORK}/roadmap.yaml", "elements: [skills]", "elements: [skill]", "skill]", "no element has the id 'skill'"),
    Break("REF001", f"{FRAMEWORK}/taxonomy.yaml", "column: citizen-led", "column: citizens-led", "column: citizens-led", "no column has the id"),
    Break("REF001", f"{FRAMEWORK}/taxonomy.yaml", "modalities: [office-driven]", "modalities: [office]", "office]", "no modality has the id 'office'"),
    Break("REF001", f"{FRAMEWORK}/edition.yaml", "chapter: practice", "chapter: practise", "chapter: practise", "did you mean 'practice'?"),
    Break("REF001", CONSENT, "stages: [design, collection,", "stages: [design, collecting,", "collecting, processing, analysis-dissemination, uptake, review]", "no stage has the id 'collecting'"),
    Break("REF001", CONSENT, "principles: [privacy]\n        satisfies", "principles: [secrecy]\n        satisfies", "secrecy]", "known: privacy, relevance"),
    Break("REF001", CHECKLIST, "principles: [relevance]", "principles: [relevant]", "relevant]", "did you mean 'relevance'?"),
    # places
    Break("REF002", f"{FRAMEWORK}/roadmap.yaml", "paragraphs: ['9']", "paragraphs: ['7']", "'7']", "the edition has no place '7'"),
    Break("REF002", f"{FRAMEWORK}/references.yaml", "footnote: fn-1", "footnote: fn-2", "footnote: fn-2", "did you mean 'fn-1'?"),
    Break("REF002", "content/glossary.yaml", "place: '1'", "place: box-1", "place: box-1", "the edition has no place 'box-1'"),
    Break("REF002", CHECKLIST, "paragraphs: ['4', '2']", "paragraphs: ['4', annex, '40']", "'40']", "the edition has no place '40'"),
    Break("REF003", CHECKLIST, "paragraphs: ['4', '2']", "paragraphs: ['4', '2', '4']", "'4']", "cited twice"),
    # links
    Break("REF004", f"{FRAMEWORK}/definition.yaml", "(stage:design)", "(stage:desing)", "plain: The [first stage](stage:desing) comes first.", "did you mean 'stage:design'?"),
    Break("REF004", f"{FRAMEWORK}/definition.yaml", "(stage:design)", "(../stages.md)", "plain: The [first stage](../stages.md) comes first.", "leads nowhere"),
    Break("REF004", f"{FRAMEWORK}/definition.yaml", "(stage:design)", "(javascript:alert)", "plain: The [first stage](javascript:alert) comes first.", "leads nowhere"),
    Break("REF004", "content/glossary.yaml", "see: [term:data, ", "see: [term:dta, ", "term:dta, page:definition]", "did you mean 'term:data'?"),
    Break("REF004", "content/index.md", "(page:principles)", "(page:principle)", "A **small** framework with [two principles](page:principle).", "did you mean 'page:principles'?"),
    Break("REF004", "content/start/translator.md", "page:index#doors", "page:index#windows", "Begin with the [home page](page:index#windows).", "'page:index' has no heading with the id 'windows'"),
    # keys
    Break("KEY001", f"{FRAMEWORK}/definition.yaml", "id: short", "id: first-stage", "id: first-stage", "stands twice; first on line 13"),
    Break("KEY001", CONSENT, "- id: log", "- id: facts", "id: facts", "two sections or clauses of this paper"),
    Break("KEY001", CONSENT, "- id: log", "- id: for-the-team", "id: for-the-team", "every paper has a part with the id"),
    Break("KEY001", CONSENT, "- id: people\n", "- id: until\n", "id: until", "first on line 29"),
    Break("KEY002", CONSENT, "id: small-consent", "id: little-consent", "id: little-consent", "write 'id: small-consent'"),
    Break("KEY002", CHECKLIST, "id: small-check", "id: check", "id: check", "write 'id: small-check'"),
    Break("KEY002", f"{FRAMEWORK}/edition.yaml", "id: '1.0'", "id: '1.1'", "id: '1.1'", "is not the name of the folder"),
    Break("KEY001", "content/classifier.yaml", "id: roads", "id: water", "id: water, text: Roads, because: People know their roads.}", "the id 'water' stands twice"),
    Break("KEY001", "content/interface.yaml", "- id: menu-label", "- id: menu", "id: menu", "the id 'menu' stands twice"),
    Break("KEY002", SESSION, "id: small-session", "id: little-session", "id: little-session", "write 'id: small-session'"),
    Break("REF001", SESSION, "stages: [", "stages: [desing, ", "desing, design]", "did you mean 'design'?"),
    Break("REF002", SESSION, "paragraphs: [", "paragraphs: ['77', ", "'77', '2']", "no place '77'"),
    Break("KEY003", f"{FRAMEWORK}/stages.yaml", "number: 3", "number: 4", "number: 4", "has the number 4 and stands in place 3"),
    Break("KEY004", f"{FRAMEWORK}/nso-role.yaml", "id: trust-broker", "id: integrated", "plain: The office makes the data its own.", "2 texts have the key"),
    # coverage
    Break("COV001", f"{FRAMEWORK}/consultations.yaml", "[annex]", "['1']", "id: annex", "no page and no checklist serves the place 'annex'"),
    Break("COV001", f"{FRAMEWORK}/edition.yaml", "- id: annex", "- id: '7'\n    chapter: practice\n  - id: annex", "id: '7'", "serves the place '7'"),
    Break("COV003", f"{FRAMEWORK}/taxonomy.yaml", "  - id: citizen-led\n    modalities: [civic-action, joint]", "  - id: citizen-led\n    modalities: [civic-action]", "id: joint", "no column of the taxonomy serves the modality 'joint'"),
    # taxonomy
    Break("TAX001", f"{FRAMEWORK}/taxonomy.yaml", "stages: [design, collection]", "stages: [design]", "id: citizen-led", "has no cell for the stage 'collection'"),
    Break("TAX002", f"{FRAMEWORK}/taxonomy.yaml", "stages: [processing,", "stages: [collection, processing,", "collection, processing, analysis-dissemination, uptake, review]", "a second cell for the stage 'collection'"),
    Break("TAX003", f"{FRAMEWORK}/taxonomy.yaml", "modalities: [office-driven]", "modalities: [joint, office-driven]", "joint, office-driven]", "the modality 'joint' stands in two groups"),
    Break("TAX004", f"{FRAMEWORK}/taxonomy.yaml", "stages: [design, collection]", "stages: [collection, design]", "stages: [collection, design]", "does not span neighbouring stages"),
    # principles
    Break("PRI001", f"{FRAMEWORK}/principles.yaml", "      uptake: Let them speak for the data.\n", "", "stages:", "'relevance' says nothing for the stage 'uptake'"),
    Break("PRI002", f"{FRAMEWORK}/principles.yaml", "      design: Plan where the forms are kept.\n      collection: Talk where nobody hears.\n", "      collection: Talk where nobody hears.\n      design: Plan where the forms are kept.\n", "stages:", "not in their order"),
    # documents
    Break("DOC001", CONSENT, "that {organisation} asks", "that {organisaton} asks", "text: I agree that {organisaton} asks me.", "did you mean 'organisation'?"),
    Break("DOC001", CONSENT, "fields: [recorded]", "fields: [recordd, recorded]", "recordd, recorded]", "did you mean 'recorded'?"),
    Break("DOC002", CONSENT, "fields: [purpose, adult, place]", "fields: [adult, place]", "id: purpose", "the field 'purpose' is never used"),
    Break("DOC003", CONSENT, "when: recording", "when: recordin", "when: recordin", "did you mean 'recording'?"),
    Break("DOC004", CONSENT, "        when: recording\n", "", "id: recording", "the condition 'recording' is never used"),
    Break("DOC005", CONSENT, "    choices:\n      point: Exact point\n      district: District\n", "", "id: place", "needs two or more choices"),
    Break("DOC005", CONSENT, "    choices:\n      point: Exact point\n", "    choices:\n", "id: place", "needs two or more choices"),
    Break("DOC005", CONSENT, "type: choice\n", "type: text\n", "choices:", "has choices and is a text"),
    Break("DOC011", CONSENT, "    type: date\n", "    type: date\n    not_before: place\n", "not_before: place", "are not two dates of this paper"),
    Break("DOC010", CONSENT, "        ticks:\n          take-part", "        tick_one: [[take-part, shre]]\n        ticks:\n          take-part", "tick_one: [[take-part, shre]]", "did you mean 'share'?"),
    Break("DOC010", CONSENT, "        ticks:\n          take-part", "        tick_one: [[share]]\n        ticks:\n          take-part", "tick_one: [[share]]", "excludes nothing"),
    Break("DOC006", CONSENT, "          blank_rows: 3\n", "", "table:", "has no rows"),
    Break("DOC006", CONSENT, "blank_rows: 3", "blank_rows: 61", "table:", "can't have so many blank rows"),
    Break("DOC006", CONSENT, "            - id: why\n              heading: Why\n", "", "table:", "has too few columns"),
    Break("DOC008", CONSENT, "title: The facts", "title: The facts of {organisation}", "title: The facts of {organisation}", "can't be filled in here"),
    Break("DOC008", CONSENT, "until {until}", "at {place}", "text: We keep the answers at {place}.", "is a choice field and has no blank"),
    Break("DOC009", CONSENT, "        fields: [recorded]\n", "", "id: recording-part", "is empty"),
    # standards
    Break("STD001", CONSENT, "satisfies: [small-kept]", "satisfies: [small-keep, small-kept]", "small-keep, small-kept]", "did you mean 'small-kept'?"),
    Break("STD002", CONSENT, "standards: [small-standard]", "standards: [small-standrd]", "small-standrd]", "did you mean 'small-standard'?"),
    Break("STD003", CONSENT, "        satisfies: [small-kept]\n", "", "small-standard]", "no clause answers 'small-kept' of small-standard: How long facts are kept."),
    Break("STD003", CONSENT, "leaves_out:\n  small-paid: Nobody is paid here.\n", "", "small-standard]", "'leaves_out'"),
    Break("STD004", CONSENT, "small-paid: Nobody", "small-free: Nobody", "small-free: Nobody is paid here.", "a clause answers it"),
    Break("STD005", CONSENT, "        principles: [relevance]\n", "", "relevance]", "no clause applies the principle 'relevance'"),
    Break("STD006", "content/standards.yaml", "id: small-kept", "id: small-free", "id: small-free, where: item 1, asks: That it is a free choice.}", "stands twice"),
    # purposes
    Break("ASK001", "content/question-pages.yaml", "themes: [small]", "themes: [small, smal]", "smal]}", "did you mean 'small'?"),
    Break("ASK003", "content/question-pages.yaml", "themes: [small]", "themes: [small, small]", "small]}", "stands on two pages"),
    Break("ASK003", "content/question-pages.yaml", "themes: [small]", "themes: [others]", "title: Small questions", "stands on no page"),
    Break("USE003", "content/purposes.yaml", "      - {paper: 'checklist:small-score', by: [team], at: [design]}\n", "", "title: Criteria", "has no purpose"),
    # criteria
    Break("CRIT001", "content/criteria.yaml", "group: all", "group: al", "group: al", "did you mean 'all'?"),
    Break("CRIT001", "content/criteria.yaml", "integrated: shown", "integrated: shwon", "integrated: shwon", "did you mean 'shown'?"),
    Break("CRIT001", "content/criteria.yaml", "principles: [privacy]", "principles: [secrecy]", "secrecy]", "there is no 'secrecy'"),
    Break("CRIT001", "content/criteria.yaml", "found: {small-frame:", "found: {large-frame:", "found: {large-frame: Truthfulness}", "did you mean 'small-frame'?"),
    Break("CRIT002", "content/criteria.yaml", "needs: {integrated: none}", "needs: {}", "needs: {}", "does not say what the category 'integrated' needs"),
    # worksheets
    Break("SUM001", SUMS, "formula: sum(wells)", "formula: sum(wells) +", "formula: sum(wells) +, by_hand: Add up the wells.}", "is no formula"),
    Break("SUM002", SUMS, "up(price * sum(broken))", "up(prise * sum(broken))", "formula: up(prise * sum(broken))", "did you mean 'price'?"),
    Break("SUM002", SUMS, "{id: broken, label: Broken}", "{id: broken, label: Broken, most: well}", "most: well}", "did you mean 'wells'?"),
    Break("SUM002", SUMS, "when: cost - 100", "when: part - 100", 'when: part - 100}', "'part' is not known"),
    Break("SUM002", SUMS, "{cost} is a lot", "It is a lot", 'text: "It is a lot.", when: cost - 100}', "names no number"),
    Break("SUM002", SUMS, "{cost} is a lot", "{price} and {coast} is a lot", 'text: "{price} and {coast} is a lot.", when: cost - 100}', "did you mean 'cost'?"),
    Break("SUM003", SUMS, "cost: 160", "cost: 161", "cost: 161}", "'cost' is 160.0, not 161"),
    # checklists
    Break("CHK001", CHECKLIST, "action: Lock the forms away.", "action: Ask people, what they need!", "action: Ask people, what they need!", "small-check.yaml too, on line 15"),
    Break("CHK002", "content/matrix.yaml", "stage: review", "stage: uptake", "empty:", "for the principle 'relevance' at the stage 'review'"),
    Break("CHK003", CHECKLIST, "stages: [analysis-dissemination]", "stages: [analysis-dissemination, review]", "id: relevance-review", "is not empty"),
    # levels of risk
    Break("LEV001", "content/levels.yaml", "raises: people\n    settles", "raises: peple\n    settles", "raises: peple", "did you mean 'people'?"),
    Break("LEV001", "content/levels.yaml", "when: persons", "when: person", "when: person", "did you mean 'persons'?"),
    Break("LEV001", "content/levels.yaml", "when: persons", "when: names", "when: names", "no question before this one"),
    Break("LEV001", "content/levels.yaml", "document:small-consent", "document:small-consnt", "document:small-consnt]}", "did you mean 'document:small-consent'?"),
    Break("LEV002", "content/levels.yaml", "number: 2", "number: 3", "levels:", "number them 1, 2, 3"),
    Break("LEV002", CONSENT, "levels: [1, 2]", "levels: [2, 1]", "levels: [2, 1]", "out of order"),
    Break("LEV002", CHECKLIST, "levels: [1, 2]", "levels: [1, 2, 3]", "levels: [1, 2, 3]", "in order, of 1, 2"),
    Break("LEV003", CONSENT, "levels: [1, 2]", "levels: [2]", "papers: [document:small-consent]}", "level 1 has no paper for 'agree'"),
    # packs and matters
    Break("PACK003", "content/packs.yaml", "id: small-pack", "id: choose", "id: choose", "give the pack another id"),
    Break("PACK001", "content/packs.yaml", "document:small-consent", "document:small-consnt", "document:small-consnt]", "did you mean 'document:small-consent'?"),
    Break("MENU001", "content/menu.yaml", "pages: [page:classify, ", "pages: [page:clasify, ", "page:clasify, page:start/translator]", "did you mean 'page:classify'?"),
    Break("MENU001", "content/menu.yaml", "page: page:guides", "page: page:guide", "page: page:guide", "did you mean 'page:guides'?"),
    Break("REF004", "content/diagrams.yaml", "pages: [stages]", "pages: [stagse, stages]", "stagse, stages]", "did you mean 'page:stages'?"),
    Break("PIC001", "content/pictures.yaml", '"stage:design"', '"stage:desgn", "stage:design"', '"stage:desgn", "stage:design", "stage:collection", "stage:processing", "stage:analysis-dissemination", "stage:uptake", "stage:review"]', "did you mean 'stage:design'?"),
    Break("PIC002", "content/pictures.yaml", '"door:do", ', "", "pictures:", "'door:do' has no picture"),
    Break("PIC003", "content/pictures.yaml", '"door:do"', '"door:do", "stage:review"', '"stage:review"]', "'stage:review' has two pictures"),
    Break("MOVE001", "content/redirects.yaml", "old/start: page:index", "old/start: page:indx", "old/start: page:indx", "did you mean 'page:index'?"),
    Break("MOVE001", "content/redirects.yaml", "guides/principles/{principle}:", "guides/principles/{principl}:", "guides/principles/{principl}: principle:{principle}", "did you mean 'principle'?"),
    Break("MOVE002", "content/redirects.yaml", "old/start:", "start/translator:", "start/translator: page:index", "take this line out"),
    Break("ASK001", "content/questions/small.yaml", "links: [document:small-consent]", "links: [document:small-consnt]", "document:small-consnt]", "did you mean 'document:small-consent'?"),
    Break("ASK001", "content/questions/small.yaml", "links: [document:small-consent]", "links: [document:small-consent#sign]", "document:small-consent#sign]", "did you mean 'document:small-consent'?"),
    Break("ASK001", "content/questions/small.yaml", "stages: [design]", "stages: [desgn]", "desgn]", "did you mean 'stage:design'?"),
    Break("ASK002", "content/search/en.yaml", "say-no: refuse", "sayno: refuse", "sayno: refuse decline}", "did you mean 'say-no'?"),
    Break("ASK001", "content/search/en.yaml", "called: {document:small-consent", "called: {document:small-consnt", "document:small-consnt: yes paper}", "did you mean 'document:small-consent'?"),
    Break("USE001", "content/purposes.yaml", "document:small-consent", "document:small-consnt", "paper: 'document:small-consnt', by: [team], at: [design]}", "did you mean 'document:small-consent'?"),
    Break("USE001", "content/purposes.yaml", "{paper: 'checklist:small-check', by: [team]", "{paper: 'checklist:small-check', by: [tean]", "by: [tean], at: [design]}", "did you mean 'team'?"),
    Break("USE002", "content/purposes.yaml", "document:small-consent", "checklist:small-check", "paper: 'checklist:small-check', by: [team], at: [design]}", "for which most people"),
    Break("PACK004", "content/matters.yaml", "bound: not-more", "bound: not-more\n    ticks: [yes-to.shar]", "yes-to.shar]", "did you mean 'yes-to.share'?"),
    Break("PACK002", CONSENT, "matter: retention", "matter: retntion", "matter: retntion", "did you mean 'retention'?"),
    # the questions on the kind of initiative
    Break("CLS001", "content/classifier.yaml", "finds: [other]", "finds: [othr]", "othr], next: end}", "did you mean 'other'?"),
    Break("CLS001", "content/classifier.yaml", "sets: [recording]", "sets: [recordng]", "recordng]}", "did you mean 'recording'?"),
    Break("CLS001", "content/classifier.yaml", "page:definition", "page:definitin", "target: page:definitin", "did you mean 'page:definition'?"),
    Break("CLS002", "content/classifier.yaml", "clears: [recording], next: end", "clears: [recording], next: ours", "next: ours}", "'ours' leads back"),
    Break("CLS002", "content/classifier.yaml", "because: People know their roads.", "because: People know their roads., next: end", "next: end}", "several answers"),
    Break("CLS003", "content/classifier.yaml", "because: Then ask for it., sets: [recording]", "because: Then ask for it., sets: [recording], next: end", "id: topics", "no answer leads to the question 'topics'"),
    Break("CLS003", "content/classifier.yaml", "finds: [other], ", "", "{id: other, part: scope, title: This is something else, text: It is not ours., paragraphs: ['4']}", "no answer finds 'other'"),
    # quotations
    Break("QUO001", f"{FRAMEWORK}/principles.yaml", "must be kept", "should be kept", "statement: Data about people should be kept private.", "the framework's own wording was changed here"),
    Break("QUO001", f"{FRAMEWORK}/definition.yaml", "\"'Citizen data' is", "\"‘Citizen data’ is", 'quote: "‘Citizen data’ is data that citizens make together."', "your own words belong under 'plain'"),
    Break("QUO002", f"{FRAMEWORK}/definition.yaml", "title: A short text\n", "title: A short text\n    quote: We say so.\n", "quote: We say so.", "this quotation was never compared"),
    Break("QUO003", f"{FRAMEWORK}/definition.yaml", "    quote: \"'Citizen data' is data that citizens make together.\"\n", "", "", "the quotation 'framework/1.0/definition#citizen-data.quote' is gone"),
    # readability
    Break("READ001", f"{FRAMEWORK}/nso-role.yaml", "plain: The office links people who do not know each other.", f"plain: {HARD} {HARD} {HARD}", "title: The role of statistical offices", "the limit is 9"),
    Break("READ002", CONSENT, "text: We keep", f"text: {HARD} We keep", f"text: {HARD} We keep the answers until {{until}}.", "the limit is 12"),
    Break("READ004", CONSENT, "statement: I understood this form.", "statement: Participation necessitates comprehension of organisational responsibilities, confidentiality and documentation procedures.", "statement: Participation necessitates comprehension of organisational responsibilities, confidentiality and documentation procedures.", "the clause 'signing' reads at grade"),
    Break("READ003", f"{FRAMEWORK}/definition.yaml", "plain: Citizens make this data together.", f"plain: {LONG}", f"plain: {LONG}", "the limit is 25"),
    Break("READ003", "content/index.md", "A **small** framework", f"{LONG.rstrip('.')} **small** framework", f"{LONG.rstrip('.')} **small** framework with [two principles](page:principles).", "the limit is 25"),
    Break("READ005", f"{FRAMEWORK}/nso-role.yaml", "plain: The office links people who do not know each other.", "plain: " + 26 * "It was seen by us. ", "title: The role of statistical offices", "of the sentences are passive"),
    # guides
    Break("GUID001", "content/guides.yaml", "pages: [privacy, relevance]", "pages: [privacy, relevnce]", "relevnce]", "did you mean 'guides/principles/relevance'?"),
    Break("GUID001", "content/guides.yaml", "pages: [privacy, relevance]", "pages: [privacy]", "title: Relevance in practice", "no group names the guide"),
    Break("GUID001", "content/guides.yaml", "pages: [privacy, relevance]", "pages: [privacy, relevance, privacy]", "privacy]", "twice"),
    Break("GUID007", f"{FRAMEWORK}/principles.yaml", "id: relevance\n    number", "id: relevant\n    number", "relevance]", "there is no principle 'relevance' that this guide could explain"),
    Break("GUID002", "content/guides/principles/privacy.md", "{ #next }", "{ #now }", "[Check the work](checklist:small-check)", "does not end with what to do next"),
    Break("GUID002", "content/start/translator.md", "- [Go home](page:index)", "- Go home", "Go home", "does not end with what to do next"),
    Break("GUID003", "content/guides/principles/privacy.md", "(checklist:small-check)", "(page:index)", "id: small-check", "no guide leads to 'small-check'"),
    Break("GUID004", "content/guides/principles/privacy.md", "(stage:review)", "(page:index)", "name: Privacy", "no guide serves 'privacy' at the stage 'review'"),
    Break("GUID005", "content/guides.yaml", "to: [page:guides]", "to: [page:guide]", "page:guide]}", "did you mean 'page:guides'?"),
    Break("GUID006", CONSENT, "uptake, review]", "uptake]", "name: Privacy", "no document serves 'privacy' at the stage 'review'"),
    # works
    Break("WORK001", "content/works.yaml", "small-study]", "small-stdy]", "People trust you. A small study shows that they [tell more then](https://example.org/small-study).", "no work has the address"),
    Break("WORK002", "content/guides/principles/privacy.md", "A small study shows that they [tell more then](https://example.org/small-study)", "They tell more then", "id: small-study", "no page cites the work"),
    Break("WORK003", "content/works.yaml", "small-study]", "small-study, https://example.org/small-study]", "https://example.org/small-study]", "two works have the address"),
    Break("MAP001", "content/mappings.yaml", "concept: term:data", "concept: term:date", "concept: term:date", "there is no 'term:date'"),
    Break("MAP002", "content/mappings.yaml", "other: small:facts", "other: small:fact", "other: small:fact", "no vocabulary has 'small:fact'"),
    Break("MAP001", "content/mappings.yaml", "mappings:", "data_uses:\n  - {code: 'open:Use', because: x, clauses: [small-consent/nothing]}\nmappings:", "clauses: [small-consent/nothing]}", "there is no clause 'small-consent/nothing'"),
    Break("MAP003", "content/mappings.yaml", "id: gsbpm", "id: gsbm", "vocabularies:", "the vocabulary of the GSBPM is missing"),
    # workshops
    Break("SESS001", SESSION, "minutes: 20", "minutes: 25", "minutes: 30", "the steps take 35 minutes, the session says 30"),
    Break("SESS002", SESSION, "document:small-consent", "document:small-consnt", "document:small-consnt]", "did you mean 'document:small-consent'?"),
    Break("SESS002", "content/programmes.yaml", "[checklist:small-check]", "[checklist:small-chek]", "checklist:small-chek]", "did you mean 'checklist:small-check'?"),
    Break("SESS003", SESSION, "  crowd: No. A", "  crowds: No. A", "crowds: No. A no is hard before a crowd.", "there is no card 'crowds'"),
    Break("SESS003", SESSION, "  crowd: No. A no is hard before a crowd.\n", "", "answers:", "there is no answer 'crowd'"),
    Break("SESS004", "content/programmes.yaml", "{id: small-session}", "{id: small-sesion}", "id: small-sesion}", "did you mean 'small-session'?"),
    Break("SESS004", "content/programmes.yaml", "- {id: small-session}", "- {id: more-tea, minutes: 5, title: More tea}", "id: small-session", "no programme holds the session"),
    Break("SESS005", "content/programmes.yaml", "id: short-day", "id: small-session", "id: small-session", "another paper is called"),
    # filled papers
    Break("EXA001", EXAMPLE, '"document": "small-consent"', '"document": "small-consnt"', '"document": "small-consnt",', "did you mean 'small-consent'?"),
    Break("ANS003", EXAMPLE, '"purpose"', '"purpse"', '"purpse": "Count the litter."', "did you mean 'purpose'?"),
    # messages
    Break("MSG002", "content/interface.yaml", "note: Keep {count}; it becomes a number.", "note: It becomes a number.", 'text: "Results: {count}"', "no note says what {count} become"),
    # characters
    Break("TXT001", f"{FRAMEWORK}/definition.yaml", "plain: Citizens make", "plain: Citizens\u200b make", "plain: Citizens\u200b make this data together.", "zero width space"),
    Break("TXT001", CONSENT, "I can stop", "I can \u202estop", "stop: I can \u202estop at **any time**.", "U+202E"),
    Break("TXT002", f"{FRAMEWORK}/definition.yaml", "title: The definition", "title: The <b>definition</b>", "title: The <b>definition</b>", "'<b>' would be shown as it is typed"),
    Break("TXT002", f"{FRAMEWORK}/definition.yaml", "title: The definition", "title: The [](page:roadmap)", "title: The [](page:roadmap)", "a link or an emphasis holds no words"),
    Break("TXT002", f"{FRAMEWORK}/definition.yaml", "title: The definition", "title: The&nbsp;definition", "title: The&nbsp;definition", "'&nbsp;'"),
    Break("TXT003", f"{FRAMEWORK}/definition.yaml", "title: The definition", "title: The definition 𒀀", "title: The definition 𒀀", "no font of the papers has '𒀀' (U+12000, cuneiform sign a)"),
]  # fmt: skip


@pytest.mark.parametrize("case", BREAKS, ids=lambda case: f"{case.code}-{case.new.strip()[:30]}")
def test_a_mistake_is_found_where_it_stands(tiny: Path, case: Break) -> None:
    edit(tiny, case.path, case.old, case.new)
    found = [each for each in mistakes(tiny) if each.code == case.code]
    assert found, "the rule says nothing"
    assert any(case.words in f"{each.message} {each.help}" for each in found), found
    if case.line:
        pointed = next(each for each in found if case.words in f"{each.message} {each.help}")
        assert line_of(pointed) == case.line


def test_a_consent_form_without_a_critical_clause(tiny: Path) -> None:
    """An agreement needs none."""
    for _ in range(2):
        edit(tiny, CONSENT, "        critical: true\n", "")
    found = mistakes(tiny)
    assert [(each.code, line_of(each)) for each in found] == [("DOC007", "id: small-consent")]
    edit(tiny, CONSENT, "kind: consent", "kind: agreement")
    assert mistakes(tiny) == []


def test_a_form_for_phones_asks_something(tiny: Path) -> None:
    path = tiny / CONSENT
    head, _, rest = path.read_text(encoding="utf-8").partition("fields:\n")
    sections = rest[rest.index("sections:\n") : rest.index("      - id: facts\n")]
    words = re.sub(r"\{[a-z]+\}", "somebody", sections)
    head = head.replace("records: [yes-to]\n", "")
    path.write_text(f"{head}fields: []\n{words}", encoding="utf-8")
    found = [(each.code, line_of(each)) for each in mistakes(tiny) if each.code == "DOC012"]
    assert found == [("DOC012", "on_phone: true")]


def test_a_paper_stays_within_its_levels(tiny: Path) -> None:
    """A consent form at each of its levels, unless a condition says whom it concerns; an agreement at its highest."""
    edit(tiny, CHECKLIST, "levels: [1, 2]", "levels: [2]")
    edit(tiny, CONSENT, "I can stop at", "With [this](checklist:small-check) I can stop at")
    found = mistakes(tiny)
    assert [(each.code, line_of(each)) for each in found] == [
        ("LEV004", "stop: With [this](checklist:small-check) I can stop at **any time**.")
    ]
    edit(tiny, CONSENT, "        critical: true\n", "        critical: true\n        when: recording\n")
    assert mistakes(tiny) == []
    edit(tiny, CONSENT, "        when: recording\n", "")
    edit(tiny, CONSENT, "kind: consent", "kind: agreement")
    assert mistakes(tiny) == []


def test_a_document_and_a_checklist_with_one_name(tiny: Path) -> None:
    (tiny / CHECKLIST).rename(tiny / "content/checklists/small-consent.yaml")
    edit(tiny, "content/checklists/small-consent.yaml", "id: small-check", "id: small-consent")
    assert "KEY002" in [each.code for each in mistakes(tiny)]


def test_a_page_at_the_address_of_a_generated_one(tiny: Path) -> None:
    (tiny / "content/start/translator.md").rename(tiny / "content/modalities.md")
    (tiny / "content/principles").mkdir()
    (tiny / "content/principles/privacy.md").write_text("---\ntitle: A\ndescription: B\n---\n\nC.\n", encoding="utf-8")
    found = [(each.code, each.position.file.name) for each in mistakes(tiny) if each.code == "KEY005"]
    assert found == [("KEY005", "modalities.md"), ("KEY005", "privacy.md")]


def test_a_message_that_the_program_asks_for_is_gone(tiny: Path) -> None:
    """It is named where a slip of it stands, or else where the last one does."""
    assert lock_messages(tiny)
    assert not lock_messages(tiny)
    edit(tiny, "content/wording.yaml", "id: paper-footer,", "id: paper-foter,")
    edit(tiny, "content/data.yaml", "id: column-action,", "id: zz,")
    found = [(each.code, each.position.file.name, line_of(each).partition(",")[0]) for each in mistakes(tiny)]
    last = re.findall(r"- \{(id: [a-z0-9-]+)", (tiny / "content/data.yaml").read_text("utf-8"))[-1]
    assert found == [("MSG001", "data.yaml", last), ("MSG001", "wording.yaml", "id: paper-foter")]


def test_links_to_the_web_and_to_headings_are_fine(tiny: Path) -> None:
    edit(tiny, "content/index.md", "(page:principles)", "(https://example.org/small-study)")
    edit(tiny, "content/index.md", "(principle:privacy)", "(page:index#a-table)")
    assert mistakes(tiny) == []


def test_a_link_in_the_title_of_a_page_counts_too(tiny: Path) -> None:
    edit(tiny, "content/index.md", "description: A small", "description: A [small](page:nowhere)")
    assert [(each.code, each.position.line) for each in mistakes(tiny)] == [("REF004", 3)]


def test_one_broken_id_does_not_hide_another(tiny: Path) -> None:
    edit(tiny, f"{FRAMEWORK}/principles.yaml", "elements: [trust]", "elements: [trst, trust, skils]")
    edit(tiny, CONSENT, "{people} people", "{peeple} people")
    found = mistakes(tiny)
    assert sorted(each.code for each in found) == ["DOC001", "DOC002", "REF001", "REF001"]
    assert found == sorted(found, key=lambda each: each.position)


# -- the rules describe themselves ------------------------------------------------------------------

_EXAMPLE = re.compile(r"Fails in (?P<path>\S+):\n\n(?P<bad>.+?)\n\nPasses:\n\n(?P<good>.+)\Z", re.DOTALL)
_CODE = re.compile(r"\b[A-Z]{3,4}[0-9]{3}\b")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: type(rule).__name__)
def test_the_examples_of_a_rule_are_true(tiny: Path, rule: Rule) -> None:
    """The passing example stands in the tiny framework; the failing one in its place breaks the rule."""
    example = _EXAMPLE.search(inspect.getdoc(rule) or "")
    assert example is not None, "the docstring has no failing and passing example"
    path = tiny / example["path"]
    good, bad = (textwrap.dedent(example[name]).rstrip("\n").split("\n") for name in ("good", "bad"))
    lines = path.read_text("utf-8").split("\n")
    blocks = ["\n".join(lines[index : index + len(good)]) for index in range(len(lines) - len(good) + 1)]
    starts = [index for index, block in enumerate(blocks) if textwrap.dedent(block) == "\n".join(good)]
    assert starts, "the passing example is not in the file"
    margin = lines[starts[0]][: -len(good[0])]
    lines[starts[0] : starts[0] + len(good)] = [margin + line for line in bad]
    path.write_text("\n".join(lines), encoding="utf-8")
    assert rule.code in {each.code[: len(rule.code)] for each in mistakes(tiny)}


def test_every_code_that_a_rule_names_is_tried_here() -> None:
    named = {code for rule in RULES for code in _CODE.findall(inspect.getdoc(type(rule).check) or "")}
    assert {case.code for case in BREAKS} | {"DOC007", "DOC012", "KEY005", "LEV004", "MSG001"} == named
