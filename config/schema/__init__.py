"""What may stand in each file of the configuration folder: one module and one model a file."""

from config.fields import Settings
from config.schema.channels import ChannelsFile
from config.schema.communities import CommunitiesFile
from config.schema.leaders import LeadersFile
from config.schema.operator import OperatorFile
from config.schema.points import PointsFile
from config.schema.products import ProductsFile

FILES: dict[str, type[Settings]] = {
    "operator.yaml": OperatorFile,
    "channels.yaml": ChannelsFile,
    "communities.yaml": CommunitiesFile,
    "leaders.yaml": LeadersFile,
    "points.yaml": PointsFile,
    "products.yaml": ProductsFile,
}
"""Every file the folder must have, in the order they are told about."""
