CREATE TABLE "document_pointers" (
	"entry_id" uuid NOT NULL,
	"key" text NOT NULL,
	"url" text NOT NULL,
	"user_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "document_pointers_key" UNIQUE("entry_id","key")
);
--> statement-breakpoint
CREATE TABLE "contact_changes" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"agency_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"before" text,
	"after" text,
	"confirmed" boolean NOT NULL,
	"proposal_id" uuid,
	"user_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "contact_proposals" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"agency_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"value" text NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"proposed_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"reason" text
);
--> statement-breakpoint
CREATE TABLE "response_tests" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"agency_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"value" text NOT NULL,
	"sent_at" timestamp with time zone NOT NULL,
	"answered_at" timestamp with time zone,
	"note" text,
	"recorded_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "audits" ADD COLUMN "origin" text DEFAULT 'contest' NOT NULL;--> statement-breakpoint
ALTER TABLE "audits" ADD COLUMN "compared_with" uuid;--> statement-breakpoint
ALTER TABLE "document_pointers" ADD CONSTRAINT "document_pointers_entry_id_entries_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."entries"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_changes" ADD CONSTRAINT "contact_changes_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_changes" ADD CONSTRAINT "contact_changes_proposal_id_contact_proposals_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."contact_proposals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_proposals" ADD CONSTRAINT "contact_proposals_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "response_tests" ADD CONSTRAINT "response_tests_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "contact_changes_agency" ON "contact_changes" USING btree ("agency_id","created_at");--> statement-breakpoint
CREATE INDEX "contact_proposals_agency" ON "contact_proposals" USING btree ("agency_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "contact_proposals_open" ON "contact_proposals" USING btree ("agency_id","channel") WHERE "contact_proposals"."state" = 'open';--> statement-breakpoint
CREATE INDEX "response_tests_agency" ON "response_tests" USING btree ("agency_id","sent_at");