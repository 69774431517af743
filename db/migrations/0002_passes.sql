CREATE TABLE "audit_passes" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"contest_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"kind" text NOT NULL,
	"state" text DEFAULT 'planned' NOT NULL,
	"planned_at" timestamp with time zone,
	"seed" text NOT NULL,
	"seed_hash" text NOT NULL,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"reason" text,
	"requested_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "audit_passes_number" UNIQUE("contest_id","number")
);
--> statement-breakpoint
CREATE TABLE "availability_outages" (
	"contest_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"reason" text NOT NULL,
	CONSTRAINT "availability_outages_at" UNIQUE("contest_id","at")
);
--> statement-breakpoint
CREATE TABLE "availability_probes" (
	"entry_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"answered" boolean NOT NULL,
	"code" text,
	"status" integer,
	"duration_ms" integer NOT NULL,
	CONSTRAINT "availability_probes_at" UNIQUE("entry_id","at")
);
--> statement-breakpoint
CREATE TABLE "finding_decisions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"entry_id" uuid NOT NULL,
	"audit_id" uuid,
	"signal" text NOT NULL,
	"verdict" text NOT NULL,
	"reason" text NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "speed_controls" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"contest_id" uuid,
	"pass_id" uuid,
	"machine" text NOT NULL,
	"stamps" jsonb NOT NULL,
	"result" jsonb NOT NULL,
	"score" double precision,
	"drifted" boolean NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "speed_runs" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"turn_id" uuid NOT NULL,
	"audit_id" uuid NOT NULL,
	"page" integer NOT NULL,
	"form_factor" text DEFAULT 'mobile' NOT NULL,
	"result" jsonb NOT NULL,
	"artifact" integer,
	"started_at" timestamp with time zone NOT NULL,
	"duration_ms" integer NOT NULL,
	CONSTRAINT "speed_runs_page" UNIQUE("turn_id","page","form_factor")
);
--> statement-breakpoint
CREATE TABLE "speed_turns" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"audit_id" uuid NOT NULL,
	"round" integer NOT NULL,
	"attempt" integer DEFAULT 1 NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"taken_by" text,
	"place" integer NOT NULL,
	"control_before" uuid,
	"control_after" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "speed_turns_round" UNIQUE("audit_id","round","attempt")
);
--> statement-breakpoint
ALTER TABLE "audits" ADD COLUMN "kind" text DEFAULT 'visit' NOT NULL;--> statement-breakpoint
ALTER TABLE "audits" ADD COLUMN "pass_id" uuid;--> statement-breakpoint
ALTER TABLE "audits" ADD COLUMN "sources" jsonb;--> statement-breakpoint
ALTER TABLE "audits" ADD COLUMN "only_signals" jsonb;--> statement-breakpoint
ALTER TABLE "audits" ADD COLUMN "visited_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "audits" ADD COLUMN "speed_pages" jsonb;--> statement-breakpoint
ALTER TABLE "audits" ADD COLUMN "identity" jsonb;--> statement-breakpoint
ALTER TABLE "audits" ADD COLUMN "hints" jsonb;--> statement-breakpoint
ALTER TABLE "audits" ADD COLUMN "private_notices" jsonb;--> statement-breakpoint
ALTER TABLE "contests" ADD COLUMN "audit_closes_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "contests" ADD COLUMN "audit_paused_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "contests" ADD COLUMN "regency_words" jsonb;--> statement-breakpoint
ALTER TABLE "audit_passes" ADD CONSTRAINT "audit_passes_contest_id_contests_id_fk" FOREIGN KEY ("contest_id") REFERENCES "public"."contests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "availability_outages" ADD CONSTRAINT "availability_outages_contest_id_contests_id_fk" FOREIGN KEY ("contest_id") REFERENCES "public"."contests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "availability_probes" ADD CONSTRAINT "availability_probes_entry_id_entries_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."entries"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "finding_decisions" ADD CONSTRAINT "finding_decisions_entry_id_entries_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."entries"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "finding_decisions" ADD CONSTRAINT "finding_decisions_audit_id_audits_id_fk" FOREIGN KEY ("audit_id") REFERENCES "public"."audits"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "speed_controls" ADD CONSTRAINT "speed_controls_contest_id_contests_id_fk" FOREIGN KEY ("contest_id") REFERENCES "public"."contests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "speed_controls" ADD CONSTRAINT "speed_controls_pass_id_audit_passes_id_fk" FOREIGN KEY ("pass_id") REFERENCES "public"."audit_passes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "speed_runs" ADD CONSTRAINT "speed_runs_turn_id_speed_turns_id_fk" FOREIGN KEY ("turn_id") REFERENCES "public"."speed_turns"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "speed_runs" ADD CONSTRAINT "speed_runs_audit_id_audits_id_fk" FOREIGN KEY ("audit_id") REFERENCES "public"."audits"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "speed_turns" ADD CONSTRAINT "speed_turns_audit_id_audits_id_fk" FOREIGN KEY ("audit_id") REFERENCES "public"."audits"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "finding_decisions_entry" ON "finding_decisions" USING btree ("entry_id","signal","created_at");--> statement-breakpoint
CREATE INDEX "speed_controls_machine" ON "speed_controls" USING btree ("machine","created_at");--> statement-breakpoint
CREATE INDEX "speed_runs_audit" ON "speed_runs" USING btree ("audit_id");--> statement-breakpoint
CREATE INDEX "speed_turns_pending" ON "speed_turns" USING btree ("state","round","place");--> statement-breakpoint
ALTER TABLE "audits" ADD CONSTRAINT "audits_pass_id_audit_passes_id_fk" FOREIGN KEY ("pass_id") REFERENCES "public"."audit_passes"("id") ON DELETE no action ON UPDATE no action;