resource "google_pubsub_topic" "topic" {
  for_each = module.plan.topics

  project = each.value.project
  name    = each.value.name
  labels  = each.value.labels

  message_storage_policy {
    allowed_persistence_regions = each.value.message_storage_policy.allowed_persistence_regions
  }

  depends_on = [google_project_service.api]
}

resource "google_pubsub_topic_iam_member" "member" {
  for_each = module.plan.topic_members

  project = each.value.project
  topic   = each.value.topic
  role    = each.value.role
  member  = each.value.member

  depends_on = [google_pubsub_topic.topic, google_service_account.identity]
}

# Pub/Sub looks whether it may write to the table when the subscription is made.
resource "google_pubsub_subscription" "history" {
  for_each = module.plan.history_subscriptions

  project                    = each.value.project
  name                       = each.value.name
  topic                      = each.value.topic
  labels                     = each.value.labels
  message_retention_duration = each.value.message_retention_duration

  expiration_policy {
    ttl = each.value.expiration_policy.ttl
  }

  retry_policy {
    minimum_backoff = each.value.retry_policy.minimum_backoff
    maximum_backoff = each.value.retry_policy.maximum_backoff
  }

  dead_letter_policy {
    dead_letter_topic     = each.value.dead_letter_policy.dead_letter_topic
    max_delivery_attempts = each.value.dead_letter_policy.max_delivery_attempts
  }

  bigquery_config {
    table               = each.value.bigquery_config.table
    use_table_schema    = each.value.bigquery_config.use_table_schema
    drop_unknown_fields = each.value.bigquery_config.drop_unknown_fields
    write_metadata      = each.value.bigquery_config.write_metadata
  }

  depends_on = [google_pubsub_topic.topic, google_bigquery_table_iam_member.member, google_pubsub_subscription.pull]
}

resource "google_pubsub_subscription" "pull" {
  for_each = module.plan.pull_subscriptions

  project                    = each.value.project
  name                       = each.value.name
  topic                      = each.value.topic
  labels                     = each.value.labels
  message_retention_duration = each.value.message_retention_duration

  expiration_policy {
    ttl = each.value.expiration_policy.ttl
  }

  depends_on = [google_pubsub_topic.topic]
}

resource "google_pubsub_subscription_iam_member" "member" {
  for_each = module.plan.subscription_members

  project      = each.value.project
  subscription = each.value.subscription
  role         = each.value.role
  member       = each.value.member

  depends_on = [google_pubsub_subscription.history, google_pubsub_subscription.pull, google_service_account.identity]
}
