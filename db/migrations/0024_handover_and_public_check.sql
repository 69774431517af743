CREATE TABLE "webmaster_requests" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"agency_id" uuid NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"duty" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "webmaster_requests_person" UNIQUE("agency_id","email")
);
--> statement-breakpoint
ALTER TABLE "contests" ADD COLUMN "public_check" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "contests" ADD COLUMN "self_registration" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "replaces" uuid;--> statement-breakpoint
ALTER TABLE "webmaster_requests" ADD CONSTRAINT "webmaster_requests_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_replaces_user_id_fk" FOREIGN KEY ("replaces") REFERENCES "public"."user"("id") ON DELETE set null ON UPDATE no action;