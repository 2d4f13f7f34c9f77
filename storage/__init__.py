"""What is kept, and how: tables, repositories, migrations, the unit of work and the shelf."""
