"""Leaders from application to the end, and what applicants answered."""

from tortoise import fields, migrations
from tortoise.indexes import Index
from tortoise.migrations import operations as ops
from tortoise.migrations.constraints import UniqueConstraint

from storage.fields import InstantField


class Migration(migrations.Migration):
    dependencies = [("linli", "0006_households")]

    initial = False

    operations = [
        ops.CreateModel(
            name="LeadershipRow",
            fields=[
                ("id", fields.CharField(primary_key=True, unique=True, db_index=True, max_length=64)),
                ("state", fields.CharField(max_length=12)),
                ("state_since", InstantField(max_length=27)),
                ("resident", fields.CharField(max_length=64)),
                ("leader", fields.CharField(max_length=64)),
                ("terms", fields.CharField(max_length=64)),
                ("terms_at", InstantField(null=True, max_length=27)),
                ("reported", fields.BooleanField(default=False)),
            ],
            options={"table": "leaderships", "app": "linli", "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="AnswerRow",
            fields=[
                (
                    "id",
                    fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True),
                ),
                ("leadership", fields.CharField(max_length=64)),
                ("question", fields.CharField(max_length=20)),
                ("text", fields.TextField(unique=False)),
            ],
            options={"table": "answers", "app": "linli", "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.AddConstraint(
            model_name="AnswerRow",
            constraint=UniqueConstraint(fields=("leadership", "question"), name="answers_once"),
        ),
        ops.AddIndex(
            model_name="LeadershipRow",
            index=Index(fields=["resident", "state"], name="leaderships_resident"),
        ),
        ops.AddIndex(model_name="LeadershipRow", index=Index(fields=["leader"], name="leaderships_leader")),
    ]
