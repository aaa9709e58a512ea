variables {
  project        = "acme-analytics"
  project_number = "123456789012"
  operator       = "pulsepoint-operator@acme-platform.iam.gserviceaccount.com"
  token_worker   = "pulsepoint-tokens@acme-platform.iam.gserviceaccount.com"
  alerts_watcher = "pulsepoint-alerts@acme-platform.iam.gserviceaccount.com"
}

run "everything_is_named_as_the_documents_say" {
  command = plan

  variables {
    organisations = [{ slug = "aurora-north", location = "EU", history = true, alerts = true }]
  }

  assert {
    condition     = output.datasets["aurora-north"].dataset_id == "pulsepoint_aurora_north"
    error_message = "The dataset is pulsepoint_ and the slug with underscores."
  }

  assert {
    condition     = output.datasets["aurora-north/events"].dataset_id == "pulsepoint_aurora_north__events"
    error_message = "The dataset of events has the name of that of facts, two underscores and events."
  }

  assert {
    condition     = output.identities["aurora-north"].email == "pulsepoint-aurora-north@acme-analytics.iam.gserviceaccount.com"
    error_message = "The identity is pulsepoint- and the slug."
  }

  assert {
    condition     = toset(keys(output.topics)) == toset(["pulsepoint-aurora-north", "pulsepoint-aurora-north.dead"])
    error_message = "There is a topic of events and one of dead letters."
  }

  assert {
    condition     = output.history_subscriptions["aurora-north"].bigquery_config.table == "acme-analytics.pulsepoint_aurora_north__events.usage_events"
    error_message = "Events go to the organisation's own table usage_events."
  }

  assert {
    condition     = toset(keys(output.pull_subscriptions)) == toset(["pulsepoint-aurora-north.dead", "pulsepoint-alerts-aurora-north"])
    error_message = "Dead letters are kept in a subscription, and alerts have one as docs/alerts.md names it."
  }

  assert {
    condition     = output.pull_subscriptions["pulsepoint-alerts-aurora-north"].topic == "projects/acme-analytics/topics/pulsepoint-aurora-north" && output.pull_subscriptions["pulsepoint-aurora-north.dead"].topic == "projects/acme-analytics/topics/pulsepoint-aurora-north.dead"
    error_message = "Each subscription belongs to the topic that it is meant for."
  }

  assert {
    condition     = output.history_subscriptions["aurora-north"].dead_letter_policy.dead_letter_topic == "projects/acme-analytics/topics/pulsepoint-aurora-north.dead"
    error_message = "What BigQuery does not take goes to the organisation's own dead letters."
  }
}

run "what_needs_the_table_waits_for_it" {
  command = plan

  variables {
    organisations = [{ slug = "aurora", location = "EU" }]
  }

  assert {
    condition     = length(output.history_subscriptions) == 0 && length(output.table_members) == 0 && keys(output.pull_subscriptions) == ["pulsepoint-aurora.dead"]
    error_message = "Before `tenant provision` there is no table to write to, and no alerts unless they are asked for."
  }
}

# Each of these would be somebody else's topic, subscription or account if names were put together with a plain dash.
run "no_slug_can_be_chosen_to_meet_another_name" {
  command = plan

  variables {
    organisations = [
      for slug in ["aurora", "aurora-dead", "aurora-history", "alerts-aurora", "dead", "history", "alerts", "aurora-1", "aurora1", "aurora-events", "events"] :
      { slug = slug, location = "EU", history = true, alerts = true }
    ]
  }

  assert {
    condition     = length(output.topics) == 2 * 11
    error_message = "Two topics of two organisations have one name."
  }

  assert {
    condition     = length(distinct(concat(values(output.history_subscriptions)[*].name, keys(output.pull_subscriptions)))) == 3 * 11
    error_message = "Two subscriptions of two organisations have one name."
  }

  assert {
    condition     = length(distinct(values(output.identities)[*].account_id)) == 11 && length(distinct(values(output.datasets)[*].dataset_id)) == 2 * 11
    error_message = "Two organisations share an account or a dataset."
  }
}

run "names_stay_within_what_google_takes" {
  command = plan

  variables {
    organisations = [
      for slug in ["a", "0", "aurora-brands-eu1", "aurora-brands-eu-12", "aurora-brands-eu-123", "aurora-b-rands-of-the-north-and-south-eu", "4444444444444444444444444444444444444444"] :
      { slug = slug, location = "EU", history = true, alerts = true }
    ]
  }

  assert {
    condition     = alltrue([for i in values(output.identities) : can(regex("^[a-z]([-a-z0-9]{4,28})[a-z0-9]$", i.account_id))])
    error_message = "An account has 6 to 30 lower-case letters, digits and dashes, a letter first and no dash last."
  }

  assert {
    condition     = output.identities["aurora-brands-eu-12"].account_id == "pulsepoint-aurora-brands-eu-12" && length(output.identities["aurora-brands-eu-12"].account_id) == 30
    error_message = "What fits is not cut."
  }

  assert {
    condition     = can(regex("^pulsepoint-aurora-br--[0-9a-f]{8}$", output.identities["aurora-brands-eu-123"].account_id))
    error_message = "What does not fit is cut and gets a hash behind two dashes, which no slug has."
  }

  assert {
    condition     = can(regex("^pulsepoint-aurora-b--[0-9a-f]{8}$", output.identities["aurora-b-rands-of-the-north-and-south-eu"].account_id))
    error_message = "A slug that is cut at a dash does not keep it."
  }

  assert {
    condition     = alltrue([for name in concat(keys(output.topics), values(output.history_subscriptions)[*].name, keys(output.pull_subscriptions)) : can(regex("^[a-z][a-zA-Z0-9._~+%-]{2,254}$", name)) && !startswith(name, "goog")])
    error_message = "Pub/Sub does not take one of these names."
  }

  assert {
    condition     = alltrue([for d in values(output.datasets) : can(regex("^[A-Za-z0-9_]{1,200}$", d.dataset_id))])
    error_message = "The product does not take one of these datasets."
  }
}

run "labels_say_whose_and_where" {
  command = plan

  variables {
    environment   = "staging"
    organisations = [{ slug = "aurora", location = "EU", history = true, alerts = true }]
  }

  assert {
    condition = alltrue([
      for r in concat(values(output.datasets), values(output.topics), values(output.history_subscriptions), values(output.pull_subscriptions)) :
      r.labels == { app = "pulsepoint", environment = "staging", tenant = "aurora" }
    ])
    error_message = "Everything that can have labels has the same."
  }
}

run "events_lie_where_the_facts_do" {
  command = plan

  variables {
    organisations = [{ slug = "aurora", location = "EU" }, { slug = "cinder", location = "australia-southeast1" }]
  }

  assert {
    condition     = { for key, d in output.datasets : key => d.location } == { "aurora" = "EU", "aurora/events" = "EU", "cinder" = "australia-southeast1", "cinder/events" = "australia-southeast1" }
    error_message = "A dataset of events is missing, or is in another part of the world than the facts."
  }
}

run "messages_stay_in_the_part_of_the_world_where_the_data_are" {
  command = plan

  variables {
    organisations = [{ slug = "aurora", location = "EU" }, { slug = "borealis", location = "US" }, { slug = "cinder", location = "australia-southeast1" }]
  }

  assert {
    condition     = alltrue([for region in output.topics["pulsepoint-aurora"].message_storage_policy.allowed_persistence_regions : startswith(region, "europe-")])
    error_message = "Events of an organisation in the EU leave Europe."
  }

  assert {
    condition     = alltrue([for region in output.topics["pulsepoint-borealis.dead"].message_storage_policy.allowed_persistence_regions : startswith(region, "us-")])
    error_message = "Dead letters of an organisation in the US leave it."
  }

  assert {
    condition     = tolist(output.topics["pulsepoint-cinder"].message_storage_policy.allowed_persistence_regions) == tolist(["australia-southeast1"])
    error_message = "A region is kept to."
  }
}

run "the_next_steps_name_what_was_made" {
  command = plan

  variables {
    organisations = [{ slug = "aurora-brands-eu-123", location = "europe-west3", history = true }, { slug = "borealis", location = "EU" }]
  }

  assert {
    condition     = output.next_steps["aurora-brands-eu-123"][0] == "pulsepoint-mcp tenant google aurora-brands-eu-123 --identity ${output.identities["aurora-brands-eu-123"].email}"
    error_message = "The identity that is set is the one that is made."
  }

  assert {
    condition     = output.next_steps["aurora-brands-eu-123"][1] == "pulsepoint-mcp tenant provision aurora-brands-eu-123 --warehouse bigquery --project acme-analytics --location europe-west3 --dataset pulsepoint_aurora_brands_eu_123"
    error_message = "The dataset that is provisioned is the one that is made."
  }

  assert {
    condition     = contains(keys(output.topics), replace(element(split("/", output.next_steps["aurora-brands-eu-123"][2]), 3), "{tenant}", "aurora-brands-eu-123"))
    error_message = "The setting names the topic that is made."
  }

  assert {
    condition     = !strcontains(join("", output.next_steps["borealis"]), "PULSEPOINT_PUBSUB_TOPIC")
    error_message = "What is published before a subscription is there, is lost."
  }
}
