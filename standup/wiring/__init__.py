"""What joins the rooms: a database opened as configured, and a model asked as configured."""
