CREATE TABLE "rubric_changes" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"contest_id" uuid NOT NULL,
	"from_version_id" uuid NOT NULL,
	"to_version_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"sheets" jsonb NOT NULL,
	"decided_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "rubric_changes" ADD CONSTRAINT "rubric_changes_contest_id_contests_id_fk" FOREIGN KEY ("contest_id") REFERENCES "public"."contests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rubric_changes" ADD CONSTRAINT "rubric_changes_from_version_id_rubric_versions_id_fk" FOREIGN KEY ("from_version_id") REFERENCES "public"."rubric_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rubric_changes" ADD CONSTRAINT "rubric_changes_to_version_id_rubric_versions_id_fk" FOREIGN KEY ("to_version_id") REFERENCES "public"."rubric_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "rubric_changes_contest" ON "rubric_changes" USING btree ("contest_id","created_at");--> statement-breakpoint
CREATE TRIGGER rubric_changes_immutable BEFORE UPDATE OR DELETE ON "rubric_changes" FOR EACH ROW EXECUTE FUNCTION refuse_change();
