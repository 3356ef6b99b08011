-- One database a service, all texts in order of their bytes.
create database org template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C.UTF-8';
create database assessment template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C.UTF-8';
create database scoring template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C.UTF-8';
-- One role a service serves; tables are made by the owner, who grants it their rows at every start.
create role org_serving login password 'lab';
create role assessment_serving login password 'lab';
create role scoring_serving login password 'lab';
revoke connect on database org, assessment, scoring from public;
grant connect on database org to org_serving;
grant connect on database assessment to assessment_serving;
grant connect on database scoring to scoring_serving;
