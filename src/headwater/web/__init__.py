"""The local web server: routes, templates, static files built from frontend/."""
