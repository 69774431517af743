CREATE TABLE "channel_reports" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"agency_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"value" text NOT NULL,
	"reason" text NOT NULL,
	"day" date NOT NULL,
	"count" integer DEFAULT 1 NOT NULL,
	"closed_at" timestamp with time zone,
	"closed_by" uuid,
	CONSTRAINT "channel_reports_day" UNIQUE("agency_id","channel","value","reason","day")
);
--> statement-breakpoint
CREATE TABLE "release_schedules" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"contest_id" uuid NOT NULL,
	"snapshot_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"set_by" uuid NOT NULL,
	"set_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "release_schedules_snapshot_id_unique" UNIQUE("snapshot_id")
);
--> statement-breakpoint
CREATE TABLE "share_images" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"snapshot_id" uuid NOT NULL,
	"entry" text DEFAULT '' NOT NULL,
	"data" "bytea" NOT NULL,
	"made_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "share_images_snapshot_entry" UNIQUE("snapshot_id","entry")
);
--> statement-breakpoint
ALTER TABLE "channel_reports" ADD CONSTRAINT "channel_reports_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "release_schedules" ADD CONSTRAINT "release_schedules_contest_id_contests_id_fk" FOREIGN KEY ("contest_id") REFERENCES "public"."contests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "release_schedules" ADD CONSTRAINT "release_schedules_snapshot_id_snapshots_id_fk" FOREIGN KEY ("snapshot_id") REFERENCES "public"."snapshots"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "share_images" ADD CONSTRAINT "share_images_snapshot_id_snapshots_id_fk" FOREIGN KEY ("snapshot_id") REFERENCES "public"."snapshots"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE VIEW "public"."public_releases" AS (SELECT id, contest_id, snapshot_id, released_by, released_at FROM releases
  UNION ALL
  SELECT s.id, s.contest_id, s.snapshot_id, s.set_by, s.at FROM release_schedules s
  WHERE s.at <= clock_timestamp() AND NOT EXISTS (SELECT 1 FROM releases r WHERE r.snapshot_id = s.snapshot_id));
--> statement-breakpoint
CREATE FUNCTION refuse_due_release() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.at <= clock_timestamp() THEN
    RAISE EXCEPTION 'the moment of this release has come: % refused', TG_OP USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END
$$;
--> statement-breakpoint
CREATE TRIGGER release_schedules_stand BEFORE UPDATE OR DELETE ON "release_schedules" FOR EACH ROW EXECUTE FUNCTION refuse_due_release();
