"""The work of a year (工作事项): problems, activities, matters, lists, step by step, with what follows from them."""
