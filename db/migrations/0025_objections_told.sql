-- A tally says which objections it waits for, and under which versions of the rubric its marks were given.
CREATE TRIGGER tally_told AFTER INSERT OR UPDATE OR DELETE ON "objections" FOR EACH STATEMENT EXECUTE FUNCTION tell_tally();
--> statement-breakpoint
CREATE TRIGGER tally_told AFTER INSERT OR UPDATE OR DELETE ON "rubric_changes" FOR EACH STATEMENT EXECUTE FUNCTION tell_tally();
