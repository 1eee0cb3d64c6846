"""Methods of projection: each file registers one."""
