"""The lessons of the course, their settings, and the build of their notebooks."""
