"""What runs on the untrusted side: the zygote, and in each guest the cells and the calls of a submission."""
