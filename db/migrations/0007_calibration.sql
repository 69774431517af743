CREATE TABLE "practice_levels" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"entry_id" uuid NOT NULL,
	"indicator" text NOT NULL,
	"level" double precision,
	"reason" text NOT NULL,
	"set_by" uuid NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "practice_levels_indicator" UNIQUE("entry_id","indicator")
);
--> statement-breakpoint
CREATE TABLE "second_looks" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"contest_id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	"judge_id" uuid NOT NULL,
	"other_id" uuid NOT NULL,
	"criterion" text NOT NULL,
	"difference" double precision NOT NULL,
	"gap" double precision NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"asked_at" timestamp with time zone DEFAULT now() NOT NULL,
	"answered_at" timestamp with time zone,
	CONSTRAINT "second_looks_once" UNIQUE("entry_id","judge_id","criterion")
);
--> statement-breakpoint
CREATE TABLE "takeovers" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"contest_id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	"from_audit_id" uuid NOT NULL,
	"to_audit_id" uuid NOT NULL,
	"changes" jsonb NOT NULL,
	"sheets" jsonb NOT NULL,
	"reason" text NOT NULL,
	"decided_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "contests" DROP CONSTRAINT "contests_year_unique";--> statement-breakpoint
ALTER TABLE "contests" ADD COLUMN "practice_of" uuid;--> statement-breakpoint
ALTER TABLE "contests" ADD COLUMN "disparity_gap" double precision DEFAULT 25 NOT NULL;--> statement-breakpoint
ALTER TABLE "entries" ADD COLUMN "frozen_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "entries" ADD COLUMN "newer_audit_id" uuid;--> statement-breakpoint
ALTER TABLE "practice_levels" ADD CONSTRAINT "practice_levels_entry_id_entries_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."entries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "second_looks" ADD CONSTRAINT "second_looks_contest_id_contests_id_fk" FOREIGN KEY ("contest_id") REFERENCES "public"."contests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "second_looks" ADD CONSTRAINT "second_looks_entry_id_entries_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."entries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "second_looks" ADD CONSTRAINT "second_looks_judge_id_user_id_fk" FOREIGN KEY ("judge_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "second_looks" ADD CONSTRAINT "second_looks_other_id_user_id_fk" FOREIGN KEY ("other_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "takeovers" ADD CONSTRAINT "takeovers_contest_id_contests_id_fk" FOREIGN KEY ("contest_id") REFERENCES "public"."contests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "takeovers" ADD CONSTRAINT "takeovers_entry_id_entries_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."entries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "second_looks_judge" ON "second_looks" USING btree ("judge_id","state");--> statement-breakpoint
CREATE INDEX "takeovers_entry" ON "takeovers" USING btree ("entry_id","created_at");--> statement-breakpoint
ALTER TABLE "contests" ADD CONSTRAINT "contests_practice_of_contests_id_fk" FOREIGN KEY ("practice_of") REFERENCES "public"."contests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "contests_year" ON "contests" USING btree ("year") WHERE "contests"."practice_of" is null;--> statement-breakpoint
ALTER TABLE "contests" ADD CONSTRAINT "contests_practice_of_unique" UNIQUE("practice_of");--> statement-breakpoint
UPDATE "entries" SET "frozen_at" = now() FROM "contests" WHERE "contests"."id" = "entries"."contest_id" AND "contests"."phase" NOT IN ('persiapan', 'audit') AND "entries"."current_audit_id" IS NOT NULL;
