"""The format of a dataset: image files, manifest, split and licences."""
