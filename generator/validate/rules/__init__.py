"""The rules, one module each. To add one, write its module and name it in RULES."""

from __future__ import annotations

from generator.validate.base import Rule
from generator.validate.rules.characters import Characters
from generator.validate.rules.checklists import Checklists
from generator.validate.rules.classifier import ClassifierTree
from generator.validate.rules.coverage import Coverage
from generator.validate.rules.criteria import CriteriaFit
from generator.validate.rules.documents import Documents
from generator.validate.rules.examples import Examples
from generator.validate.rules.guides import GuidesComplete
from generator.validate.rules.keys import Keys
from generator.validate.rules.levels import LevelsComplete
from generator.validate.rules.links import Links
from generator.validate.rules.mappings import MappingsLeadSomewhere
from generator.validate.rules.menu import MenuLeads
from generator.validate.rules.messages import Messages
from generator.validate.rules.packs import PaperNames
from generator.validate.rules.pictures import PicturesStand
from generator.validate.rules.places import Places
from generator.validate.rules.principles import PrinciplesAtStages
from generator.validate.rules.purposes import PapersHavePurposes
from generator.validate.rules.questions import QuestionsLead
from generator.validate.rules.quotes import Quotes
from generator.validate.rules.readability import Readability
from generator.validate.rules.redirects import OldAddresses
from generator.validate.rules.references import References
from generator.validate.rules.sessions import Sessions
from generator.validate.rules.standards import FormsAnswerStandards
from generator.validate.rules.taxonomy import TaxonomyTable
from generator.validate.rules.works import WorksAreCited
from generator.validate.rules.worksheets import WorksheetsComeOut

RULES: tuple[Rule, ...] = (
    References(),
    Places(),
    Links(),
    Keys(),
    Coverage(),
    TaxonomyTable(),
    PrinciplesAtStages(),
    Documents(),
    FormsAnswerStandards(),
    Checklists(),
    LevelsComplete(),
    PaperNames(),
    PapersHavePurposes(),
    Sessions(),
    Examples(),
    ClassifierTree(),
    GuidesComplete(),
    MenuLeads(),
    PicturesStand(),
    QuestionsLead(),
    OldAddresses(),
    WorksAreCited(),
    WorksheetsComeOut(),
    CriteriaFit(),
    MappingsLeadSomewhere(),
    Quotes(),
    Readability(),
    Messages(),
    Characters(),
)

OF_EVERY_TEXT = (Links, Readability, Characters)
"""To see whether any text has changed would take as long as to ask these."""
