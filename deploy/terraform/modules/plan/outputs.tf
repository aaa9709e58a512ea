# Each output is what one kind of resource is made from: its keys are the resource's arguments, ready to be copied.

output "apis" {
  description = "What the project must have switched on."
  value = {
    for service in ["bigquery.googleapis.com", "iam.googleapis.com", "iamcredentials.googleapis.com", "pubsub.googleapis.com"] :
    service => { project = var.project, service = service, disable_on_destroy = false }
  }
}

output "identities" {
  description = "The service account of each organisation."
  value = {
    for slug, o in local.organisations : slug => {
      project      = var.project
      account_id   = o.account
      display_name = "Pulsepoint: ${slug}"
      email        = local.emails[slug]
    }
  }

  precondition {
    condition     = length(toset([for o in local.organisations : o.account])) == length(local.organisations)
    error_message = "Cut to ${local.longest_account} characters, these are one service account: ${join("; ", [for account, slugs in { for slug, o in local.organisations : o.account => slug... } : "${join(" and ", slugs)} (${account})" if length(slugs) > 1])}. Put one of them into another project."
  }

  precondition {
    condition     = length(setintersection(values(local.emails), [var.operator, var.token_worker, var.alerts_watcher])) == 0
    error_message = "The operator, the token worker and the alerts watcher need accounts of their own: one of them is the identity of an organisation."
  }

  precondition {
    condition     = var.alerts_watcher != "" || !anytrue([for o in local.organisations : o.alerts])
    error_message = "Somebody must read the events of organisations that have alerts: name a service account as alerts_watcher."
  }

  precondition {
    condition     = length(local.organisations) <= local.most_organisations
    error_message = "${length(local.organisations)} organisations are too many for one project: its IAM policy takes 1500 members, and each organisation is one. Put at most ${local.most_organisations} into a project."
  }
}

output "datasets" {
  description = "The two datasets of each organisation, as they are made: nobody but the operator can read them, and nothing in them goes by itself."
  value = merge([
    for slug, o in local.organisations : {
      for key, made in {
        (slug)           = { id = o.dataset, of = "facts" }
        "${slug}/events" = { id = o.events, of = "usage events" }
        } : key => {
        project                    = var.project
        dataset_id                 = made.id
        location                   = o.location
        description                = "The ${made.of} of ${slug}, and of nobody else."
        labels                     = local.labels[slug]
        delete_contents_on_destroy = false
        access                     = { role = "OWNER", user_by_email = var.operator }
      }
    }
  ]...)
}

output "topics" {
  description = "The topic of each organisation's events, and the one for those that BigQuery does not take."
  value = merge([
    for slug, o in local.organisations : {
      for name in [o.topic, o.dead] : name => {
        project = var.project
        name    = name
        labels  = local.labels[slug]
        message_storage_policy = {
          allowed_persistence_regions = lookup(local.message_regions, o.location, [o.location])
        }
      }
    }
  ]...)
}

output "history_subscriptions" {
  description = "What writes the events to BigQuery, for those whose table is there."
  value = {
    for slug, o in local.organisations : slug => {
      project                    = var.project
      name                       = o.stored
      topic                      = "projects/${var.project}/topics/${o.topic}"
      labels                     = local.labels[slug]
      message_retention_duration = local.message_retention_duration
      expiration_policy          = { ttl = "" }
      retry_policy               = { minimum_backoff = "10s", maximum_backoff = "600s" }
      dead_letter_policy = {
        dead_letter_topic     = "projects/${var.project}/topics/${o.dead}"
        max_delivery_attempts = 100
      }
      bigquery_config = {
        table               = "${var.project}.${o.events}.${local.events_table}"
        use_table_schema    = true
        drop_unknown_fields = true
        write_metadata      = false
      }
    } if o.history
  }
}

output "pull_subscriptions" {
  description = "What keeps dead letters until somebody looks, and what `alerts watch` reads."
  value = merge([
    for slug, o in local.organisations : {
      for name, topic in merge({ (o.dead) = o.dead }, o.alerts ? { (o.watched) = o.topic } : {}) : name => {
        project                    = var.project
        name                       = name
        topic                      = "projects/${var.project}/topics/${topic}"
        labels                     = local.labels[slug]
        message_retention_duration = local.message_retention_duration
        expiration_policy          = { ttl = "" }
      }
    }
  ]...)
}

output "grants" {
  description = "Every right that is given, with its reason, by `organisation/why`."
  value       = local.grants
}

output "project_members" {
  value = { for key in lookup(local.grants_by_kind, "project", []) : key => {
    project = var.project
    role    = local.grants[key].role
    member  = local.grants[key].member
  } }
}

output "identity_members" {
  value = { for key in lookup(local.grants_by_kind, "identity", []) : key => {
    service_account_id = "projects/${var.project}/serviceAccounts/${local.grants[key].resource}"
    role               = local.grants[key].role
    member             = local.grants[key].member
  } }
}

output "topic_members" {
  value = { for key in lookup(local.grants_by_kind, "topic", []) : key => {
    project = var.project
    topic   = local.grants[key].resource
    role    = local.grants[key].role
    member  = local.grants[key].member
  } }
}

output "subscription_members" {
  value = { for key in lookup(local.grants_by_kind, "subscription", []) : key => {
    project      = var.project
    subscription = local.grants[key].resource
    role         = local.grants[key].role
    member       = local.grants[key].member
  } }
}

output "table_members" {
  value = { for key in lookup(local.grants_by_kind, "table", []) : key => {
    project    = var.project
    dataset_id = split(".", local.grants[key].resource)[0]
    table_id   = split(".", local.grants[key].resource)[1]
    role       = local.grants[key].role
    member     = local.grants[key].member
  } }
}

output "retention" {
  description = "How long the partitions of the table of events are kept. The table is made by `tenant provision`."
  value = {
    for slug, o in local.organisations : slug => {
      table                   = "${var.project}:${o.events}.${local.events_table}"
      days                    = o.days
      partition_expiration_s  = o.days * local.seconds_per_day
      partition_expiration_ms = o.days * local.seconds_per_day * local.milliseconds_per_second
    }
  }
}

output "next_steps" {
  description = "What to run for each organisation afterwards. A topic is named once something keeps what it is told."
  value = {
    for slug, o in local.organisations : slug => concat(
      [
        "pulsepoint-mcp tenant google ${slug} --identity ${local.emails[slug]}",
        "pulsepoint-mcp tenant provision ${slug} --warehouse bigquery --project ${var.project} --location ${o.location} --dataset ${o.dataset}",
      ],
      o.days == local.product_days ? [] : ["bq update --time_partitioning_expiration=${o.days * local.seconds_per_day} ${var.project}:${o.events}.${local.events_table}"],
      o.history ? ["PULSEPOINT_PUBSUB_TOPIC=projects/${var.project}/topics/pulsepoint-{tenant}"] : [],
    )
  }
}
