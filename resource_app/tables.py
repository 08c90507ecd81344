"""Every models module, for Alembic."""

from importers import models as importer_models
from referrals import repeats
from referrals.cases import models as case_models
from referrals.consents import models as consent_models
from referrals.offers import models as offer_models
from referrals.people import models as people_models
from resource_app import mail, outbox
from resource_app.accounts import models as account_models
from resource_app.audit import models as audit_models
from resource_app.database import Base
from resource_app.directory import models as directory_models
from resource_app.jobs import models as job_models
from resource_app.network import models as network_models
from resource_app.tasks import models as task_models
from validation import models as validation_models

METADATA = Base.metadata
MODELS = (
    account_models,
    audit_models,
    case_models,
    consent_models,
    directory_models,
    importer_models,
    job_models,
    mail,
    network_models,
    offer_models,
    outbox,
    people_models,
    repeats,
    task_models,
    validation_models,
)
