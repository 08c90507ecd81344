"""What binds all records at one moment? A daily anchor over their heads; its hash is kept elsewhere too, in the log."""

from datetime import datetime

from sqlalchemy import insert, select, text, update
from sqlalchemy.orm import Session

from resource_app.audit.chain import FIRST, anchor_hash
from resource_app.audit.models import AnchoredHead, AuditAnchor, AuditHead
from resource_app.audit.totals import count_anchor, keys_in


def anchor(session: Session, now: datetime) -> AuditAnchor | None:
    """Bind all heads as they are now, where any has changed since the last anchor."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("LOCK TABLE audit_head IN EXCLUSIVE MODE"))  # SQLite has one writer anyway
    changed = [
        (head.chain, head.seq, head.hash)
        for head in session.scalars(select(AuditHead).where(AuditHead.seq > AuditHead.anchored))
    ]
    if not changed:
        return None
    last = session.scalars(select(AuditAnchor).order_by(AuditAnchor.number.desc()).limit(1)).first()
    number, previous = (last.number + 1, last.hash) if last else (1, FIRST)
    made = AuditAnchor(
        number=number,
        made_at=now,
        heads=len(changed),
        previous=previous,
        hash=anchor_hash(previous, now, changed, keys_in(session)[0]),
    )
    session.add(made)
    session.flush()
    rows = [{"anchor": number, "chain": chain, "seq": seq, "hash": hashed} for chain, seq, hashed in changed]
    session.execute(insert(AnchoredHead), rows)
    session.execute(update(AuditHead).where(AuditHead.seq > AuditHead.anchored).values(anchored=AuditHead.seq))
    count_anchor(session, (number - 1, previous), (number, made.hash))
    return made
