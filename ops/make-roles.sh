#!/bin/bash
# Run once by the image of Postgres, when its folder is empty: the two roles and the database of the README.
set -euo pipefail
psql -v ON_ERROR_STOP=1 -v owner="$OWNER_PASSWORD" -v app="$APP_PASSWORD" -U postgres <<'SQL'
create role waypost_owner login nosuperuser nobypassrls password :'owner';
create role waypost_app login nosuperuser nobypassrls password :'app';
create database waypost owner waypost_owner;
SQL
