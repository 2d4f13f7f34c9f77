"""The tables about leaders: how far each is, and what applicants answered (which can be erased)."""

from tortoise import fields
from tortoise.indexes import Index
from tortoise.migrations.constraints import UniqueConstraint
from tortoise.models import Model

from storage.fields import ID, InstantField


class LeadershipRow(Model):
    id = fields.CharField(primary_key=True, max_length=ID)
    state = fields.CharField(max_length=12)
    state_since = InstantField()
    resident = fields.CharField(max_length=ID)
    leader = fields.CharField(max_length=ID)
    terms = fields.CharField(max_length=ID)
    terms_at = InstantField(null=True)
    reported = fields.BooleanField(default=False)

    class Meta:
        table = "leaderships"
        indexes = (
            Index(fields=("resident", "state"), name="leaderships_resident"),
            Index(fields=("leader",), name="leaderships_leader"),
        )


class AnswerRow(Model):
    """An applicant's answer to a question; gone with the application or with the person."""

    id = fields.BigIntField(primary_key=True)
    leadership = fields.CharField(max_length=ID)
    question = fields.CharField(max_length=20)
    text = fields.TextField()

    class Meta:
        table = "answers"
        constraints = (UniqueConstraint(fields=("leadership", "question"), name="answers_once"),)
