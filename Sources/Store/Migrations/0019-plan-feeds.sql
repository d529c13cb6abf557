-- Keeps the number until its owner lands the real file: on a conflict take yours whole.
UPDATE setting SET value = value WHERE false;
