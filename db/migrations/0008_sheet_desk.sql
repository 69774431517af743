CREATE TABLE "measurement_reports" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"contest_id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	"indicator" text NOT NULL,
	"judge_id" uuid NOT NULL,
	"text" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"resolution" text,
	"answer" text,
	"resolved_by" uuid,
	"resolved_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "marks" ADD COLUMN "accepted" double precision;--> statement-breakpoint
ALTER TABLE "measurement_reports" ADD CONSTRAINT "measurement_reports_contest_id_contests_id_fk" FOREIGN KEY ("contest_id") REFERENCES "public"."contests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "measurement_reports" ADD CONSTRAINT "measurement_reports_entry_id_entries_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."entries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "measurement_reports" ADD CONSTRAINT "measurement_reports_judge_id_user_id_fk" FOREIGN KEY ("judge_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "measurement_reports_open" ON "measurement_reports" USING btree ("entry_id","indicator","judge_id") WHERE "measurement_reports"."resolution" is null;--> statement-breakpoint
CREATE INDEX "measurement_reports_contest" ON "measurement_reports" USING btree ("contest_id");