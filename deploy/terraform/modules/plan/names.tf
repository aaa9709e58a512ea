# A slug has no underscore, no full stop and no two dashes in a row. So what is made with one of these belongs to one organisation
# and one purpose, whatever others are called: with a plain dash, the dead letters of `aurora` would be the topic of `aurora-dead`.
locals {
  longest_account = 30 # Google's limit, and ours: 11 of pulsepoint-, 9 of the slug, 2 dashes, 8 of the hash
  events_table    = "usage_events"

  organisations = {
    for o in var.organisations : o.slug => {
      slug     = o.slug
      location = o.location
      days     = o.retention_days == null ? local.days_of_years : o.retention_days
      history  = o.history
      alerts   = o.alerts

      dataset = "pulsepoint_${replace(o.slug, "-", "_")}"
      events  = "pulsepoint_${replace(o.slug, "-", "_")}__events" # what the organisation's identity does not read
      account = length("pulsepoint-${o.slug}") <= local.longest_account ? "pulsepoint-${o.slug}" : "pulsepoint-${trimsuffix(substr(o.slug, 0, 9), "-")}--${substr(sha256(o.slug), 0, 8)}"
      topic   = "pulsepoint-${o.slug}"
      dead    = "pulsepoint-${o.slug}.dead"
      stored  = "pulsepoint-${o.slug}.history"
      watched = "pulsepoint-alerts-${o.slug}"
    }
  }

  emails = { for slug, o in local.organisations : slug => "${o.account}@${var.project}.iam.gserviceaccount.com" }
  labels = { for slug, o in local.organisations : slug => { app = "pulsepoint", environment = var.environment, tenant = slug } }

  # Pub/Sub writes to BigQuery and to dead letter topics as this account of Google's.
  service_agent = "serviceAccount:service-${var.project_number}@gcp-sa-pubsub.iam.gserviceaccount.com"

  # Where messages may lie on their way. A multi-region of BigQuery is none of Pub/Sub.
  message_regions = {
    EU = ["europe-west1", "europe-west3", "europe-west4"]
    US = ["us-central1", "us-east1", "us-west1"]
  }
}
