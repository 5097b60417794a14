"""Charts of an appraisal. Needs `pip install 'costavoid[report]'`."""
