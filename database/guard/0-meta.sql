-- Which text of these files is installed, so that a start knows whether it must run them again.
CREATE SCHEMA IF NOT EXISTS guard;
CREATE TABLE IF NOT EXISTS guard.meta (key text PRIMARY KEY, value text NOT NULL);
