"""The directory's tables. An HSDS object is stored whole, with the objects of its own that it holds; a reference to another
stored object is kept as that object's id, in the same place (docs/architecture.md).
"""

from resource_app.directory.models.change import Change, Draft
from resource_app.directory.models.claim import Claim
from resource_app.directory.models.confirmation import Confirmation
from resource_app.directory.models.former_address import FormerAddress
from resource_app.directory.models.gazetteer import County, Town, ZipCode
from resource_app.directory.models.listing import Listing
from resource_app.directory.models.objects import Location, Organization, Program, Service, Taxonomy, TaxonomyTerm
from resource_app.directory.models.problem import Problem
from resource_app.directory.models.proposal import Proposal
from resource_app.directory.models.proposed_listing import ProposedListing
from resource_app.directory.models.use import ListingUse, UseFile

__all__ = [
    "Change",
    "Claim",
    "Confirmation",
    "County",
    "Draft",
    "FormerAddress",
    "Listing",
    "ListingUse",
    "Location",
    "Organization",
    "Problem",
    "Program",
    "Proposal",
    "ProposedListing",
    "Service",
    "Taxonomy",
    "TaxonomyTerm",
    "Town",
    "UseFile",
    "ZipCode",
]
