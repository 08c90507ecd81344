"""Which pages are there? Every section, put into the application."""

from pathlib import Path

from flask import Flask

from resource_app.settings import Settings
from resource_app.web import (
    about,
    account,
    asking,
    audit,
    browse,
    bulk,
    call_desk,
    claim_desk,
    claims,
    confirm,
    confirm_desk,
    desk,
    desk_bulk,
    edit,
    find,
    freshness,
    health,
    history,
    identity,
    inbox,
    inboxes,
    invitations,
    jobs,
    language,
    listing,
    listings,
    lookalikes,
    mapping,
    members,
    members_page,
    members_related,
    network,
    new_listing,
    new_place,
    numbers,
    organization,
    organizations,
    own_address,
    people,
    plan,
    problems,
    proposals,
    proposed,
    reads,
    refer,
    referrals,
    refusals,
    rendering,
    signing_in,
    status,
)

SECTIONS = (
    find,
    listing,
    edit,
    new_listing,
    new_place,
    proposed,
    numbers,
    organization,
    browse,
    about,
    mapping,
    health,
    signing_in,
    account,
    own_address,
    audit,
    inboxes,
    invitations,
    organizations,
    people,
    network,
    status,
    desk,
    desk_bulk,
    call_desk,
    asking,
    claims,
    claim_desk,
    confirm,
    confirm_desk,
    listings,
    history,
    proposals,
    bulk,
    lookalikes,
    problems,
    refer,
    referrals,
    inbox,
    freshness,
    plan,
    jobs,
    members,
    members_page,
    members_related,
)


def register(app: Flask, settings: Settings, static: Path) -> None:
    """Put the pages, their templates' tools and the choice of language into `app`."""
    language.register(app, settings)
    reads.register(app, settings)
    identity.register(app, settings)
    refusals.register(app)
    rendering.register(app, settings, static)
    for section in SECTIONS:
        app.register_blueprint(section.blueprint)
