"""What is published of every English council that runs children's services.

Comes in: the tables in `data/`, facts of the Department for Education, the Office for National
Statistics, Cafcass and the Ministry of Housing (Open Government Licence). Goes out: a `Council`,
its Estimates, and what of them a case takes. Not here: anything of one child.
"""
