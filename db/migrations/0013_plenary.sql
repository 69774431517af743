CREATE TABLE "plenary_meetings" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"contest_id" uuid NOT NULL,
	"present" jsonb NOT NULL,
	"recorded_by" uuid NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tie_decisions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"contest_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"entry_ids" jsonb NOT NULL,
	"outcome" text NOT NULL,
	"reason" text NOT NULL,
	"seen_hash" text NOT NULL,
	"decided_by" uuid NOT NULL,
	"decided_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"withdrawn_at" timestamp with time zone,
	"withdrawn_by" uuid,
	"withdrawn_reason" text
);
--> statement-breakpoint
ALTER TABLE "plenary_meetings" ADD CONSTRAINT "plenary_meetings_contest_id_contests_id_fk" FOREIGN KEY ("contest_id") REFERENCES "public"."contests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tie_decisions" ADD CONSTRAINT "tie_decisions_contest_id_contests_id_fk" FOREIGN KEY ("contest_id") REFERENCES "public"."contests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tie_decisions" ADD CONSTRAINT "tie_decisions_meeting_id_plenary_meetings_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."plenary_meetings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "plenary_meetings_contest" ON "plenary_meetings" USING btree ("contest_id","recorded_at");--> statement-breakpoint
CREATE INDEX "tie_decisions_contest" ON "tie_decisions" USING btree ("contest_id");
--> statement-breakpoint
CREATE TRIGGER tally_told AFTER INSERT OR UPDATE OR DELETE ON "tie_decisions" FOR EACH STATEMENT EXECUTE FUNCTION tell_tally();
--> statement-breakpoint
-- How many places are honoured decides for which of them a tie waits.
CREATE TRIGGER tally_told AFTER INSERT OR UPDATE OR DELETE ON "document_settings" FOR EACH STATEMENT EXECUTE FUNCTION tell_tally();
