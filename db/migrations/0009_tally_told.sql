-- Whoever looks at a tally learns in the transaction that changed it, whichever code made the change.
CREATE FUNCTION tell_tally() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('tally', '""');
  RETURN NULL;
END
$$;
--> statement-breakpoint
-- Drafts change no tally: saving them tells nobody.
CREATE TRIGGER tally_told AFTER INSERT ON "sheets" FOR EACH ROW WHEN (NEW.state = 'submitted') EXECUTE FUNCTION tell_tally();
--> statement-breakpoint
CREATE TRIGGER tally_told_update AFTER UPDATE ON "sheets" FOR EACH ROW WHEN (NEW.state = 'submitted' OR OLD.state = 'submitted') EXECUTE FUNCTION tell_tally();
--> statement-breakpoint
CREATE TRIGGER tally_told_delete AFTER DELETE ON "sheets" FOR EACH ROW WHEN (OLD.state = 'submitted') EXECUTE FUNCTION tell_tally();
--> statement-breakpoint
-- An audit on its way counts for nothing until it is done.
CREATE TRIGGER tally_told AFTER UPDATE ON "audits" FOR EACH ROW WHEN (NEW.state = 'done' OR OLD.state = 'done') EXECUTE FUNCTION tell_tally();
--> statement-breakpoint
CREATE TRIGGER tally_told AFTER INSERT OR UPDATE OR DELETE ON "assignments" FOR EACH STATEMENT EXECUTE FUNCTION tell_tally();
--> statement-breakpoint
CREATE TRIGGER tally_told AFTER INSERT OR UPDATE OR DELETE ON "recusals" FOR EACH STATEMENT EXECUTE FUNCTION tell_tally();
--> statement-breakpoint
CREATE TRIGGER tally_told AFTER INSERT OR UPDATE OR DELETE ON "departures" FOR EACH STATEMENT EXECUTE FUNCTION tell_tally();
--> statement-breakpoint
CREATE TRIGGER tally_told AFTER INSERT OR UPDATE OR DELETE ON "rulings" FOR EACH STATEMENT EXECUTE FUNCTION tell_tally();
--> statement-breakpoint
CREATE TRIGGER tally_told AFTER INSERT OR UPDATE OR DELETE ON "measurement_reports" FOR EACH STATEMENT EXECUTE FUNCTION tell_tally();
--> statement-breakpoint
CREATE TRIGGER tally_told AFTER INSERT OR UPDATE OR DELETE ON "finding_decisions" FOR EACH STATEMENT EXECUTE FUNCTION tell_tally();
--> statement-breakpoint
CREATE TRIGGER tally_told AFTER INSERT OR UPDATE OR DELETE ON "proposals" FOR EACH STATEMENT EXECUTE FUNCTION tell_tally();
--> statement-breakpoint
CREATE TRIGGER tally_told AFTER INSERT OR UPDATE OR DELETE ON "entries" FOR EACH STATEMENT EXECUTE FUNCTION tell_tally();
--> statement-breakpoint
CREATE TRIGGER tally_told AFTER INSERT OR UPDATE OR DELETE ON "contests" FOR EACH STATEMENT EXECUTE FUNCTION tell_tally();
--> statement-breakpoint
CREATE TRIGGER tally_told AFTER UPDATE ON "rubric_versions" FOR EACH STATEMENT EXECUTE FUNCTION tell_tally();
--> statement-breakpoint
CREATE TRIGGER tally_told AFTER UPDATE OF "name" ON "user" FOR EACH STATEMENT EXECUTE FUNCTION tell_tally();
