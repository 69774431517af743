CREATE TABLE "departures" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"contest_id" uuid NOT NULL,
	"judge_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"recorded_by" uuid NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_entry_ids" jsonb NOT NULL,
	"assigned_at" timestamp with time zone,
	CONSTRAINT "departures_contest_judge" UNIQUE("contest_id","judge_id")
);
--> statement-breakpoint
ALTER TABLE "contests" ADD COLUMN "aggregate" text;--> statement-breakpoint
ALTER TABLE "contests" ADD COLUMN "assignment_plan" jsonb;--> statement-breakpoint
ALTER TABLE "departures" ADD CONSTRAINT "departures_contest_id_contests_id_fk" FOREIGN KEY ("contest_id") REFERENCES "public"."contests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "departures" ADD CONSTRAINT "departures_judge_id_user_id_fk" FOREIGN KEY ("judge_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;