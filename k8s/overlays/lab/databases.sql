-- One database a service, all texts in order of their bytes.
create database org template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C.UTF-8';
create database assessment template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C.UTF-8';
create database scoring template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C.UTF-8';
