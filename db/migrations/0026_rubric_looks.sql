CREATE TABLE "rubric_looks" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"contest_id" uuid NOT NULL,
	"change_id" uuid NOT NULL,
	"sheet_id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	"judge_id" uuid NOT NULL,
	"indicator" text NOT NULL,
	"from_version_id" uuid NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"asked_at" timestamp with time zone DEFAULT now() NOT NULL,
	"answered_at" timestamp with time zone,
	"lapsed_reason" text,
	"lapsed_by" uuid
);
--> statement-breakpoint
ALTER TABLE "mark_edits" ADD COLUMN "rubric_version" integer;--> statement-breakpoint
ALTER TABLE "rubric_looks" ADD CONSTRAINT "rubric_looks_contest_id_contests_id_fk" FOREIGN KEY ("contest_id") REFERENCES "public"."contests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rubric_looks" ADD CONSTRAINT "rubric_looks_change_id_rubric_changes_id_fk" FOREIGN KEY ("change_id") REFERENCES "public"."rubric_changes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rubric_looks" ADD CONSTRAINT "rubric_looks_sheet_id_sheets_id_fk" FOREIGN KEY ("sheet_id") REFERENCES "public"."sheets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rubric_looks" ADD CONSTRAINT "rubric_looks_entry_id_entries_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."entries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rubric_looks" ADD CONSTRAINT "rubric_looks_judge_id_user_id_fk" FOREIGN KEY ("judge_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rubric_looks" ADD CONSTRAINT "rubric_looks_from_version_id_rubric_versions_id_fk" FOREIGN KEY ("from_version_id") REFERENCES "public"."rubric_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "rubric_looks_open" ON "rubric_looks" USING btree ("sheet_id","indicator") WHERE "rubric_looks"."state" = 'open';--> statement-breakpoint
CREATE INDEX "rubric_looks_contest" ON "rubric_looks" USING btree ("contest_id","state");--> statement-breakpoint
CREATE INDEX "rubric_looks_judge" ON "rubric_looks" USING btree ("judge_id","state");--> statement-breakpoint
-- A tally says whose marks wait to be confirmed.
CREATE TRIGGER tally_told AFTER INSERT OR UPDATE OR DELETE ON "rubric_looks" FOR EACH STATEMENT EXECUTE FUNCTION tell_tally();
