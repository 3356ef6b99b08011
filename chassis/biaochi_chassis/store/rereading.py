"""For a migration that needs more of a topic than was kept of it: the topic is read again from its beginning."""

from sqlalchemy import delete, update

from biaochi_chassis.store.tables import (
    Operations,
    consumer_position,
    create_chassis_tables,
    dead,
    inbox,
    inbox_run,
    parked,
    parked_subject,
    subject_position,
)


def read_again(op: Operations, topic: str) -> None:
    """Be as if this service had read nothing of the topic; whoever is reading it is fenced.

    What was made of it must be dropped in the same migration, or bear being made twice.
    """
    create_chassis_tables(op)
    connection = op.get_bind()
    place = consumer_position.c
    rewound = {"place": 0, "sequence": 0, "epoch": place.epoch + 1}
    connection.execute(update(consumer_position).where(place.topic == topic).values(rewound))
    connection.execute(delete(inbox).where(inbox.c.event_id.contains(f"/{topic}/", autoescape=True)))
    for table in (dead, inbox_run, parked, parked_subject, subject_position):
        connection.execute(delete(table).where(table.c.topic == topic))
