CREATE TABLE "objection_looks" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"objection_id" uuid NOT NULL,
	"judge_id" uuid NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"level" double precision,
	"mark_revision" integer,
	"asked_at" timestamp with time zone DEFAULT now() NOT NULL,
	"answered_at" timestamp with time zone,
	CONSTRAINT "objection_looks_once" UNIQUE("objection_id","judge_id")
);
--> statement-breakpoint
DROP INDEX "objections_open";--> statement-breakpoint
ALTER TABLE "objections" ADD COLUMN "way" text;--> statement-breakpoint
ALTER TABLE "objections" ADD COLUMN "audit_id" uuid;--> statement-breakpoint
ALTER TABLE "objections" ADD COLUMN "ruling_points" double precision;--> statement-breakpoint
ALTER TABLE "objections" ADD COLUMN "settled_reason" text;--> statement-breakpoint
ALTER TABLE "objections" ADD COLUMN "settled_by" uuid;--> statement-breakpoint
ALTER TABLE "objections" ADD COLUMN "settled_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "objections" ADD COLUMN "effect" jsonb;--> statement-breakpoint
ALTER TABLE "objection_looks" ADD CONSTRAINT "objection_looks_objection_id_objections_id_fk" FOREIGN KEY ("objection_id") REFERENCES "public"."objections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "objection_looks" ADD CONSTRAINT "objection_looks_judge_id_user_id_fk" FOREIGN KEY ("judge_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "objection_looks_judge" ON "objection_looks" USING btree ("judge_id");--> statement-breakpoint
ALTER TABLE "objections" ADD CONSTRAINT "objections_audit_id_audits_id_fk" FOREIGN KEY ("audit_id") REFERENCES "public"."audits"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "objections_open" ON "objections" USING btree ("entry_id","indicator") WHERE "objections"."state" in ('open', 'accepted');