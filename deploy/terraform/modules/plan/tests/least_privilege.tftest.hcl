# What is looked at here are the arguments of the resources, as they are given to Google, and not how the plan came to them.
variables {
  project        = "acme-analytics"
  project_number = "123456789012"
  operator       = "pulsepoint-operator@acme-platform.iam.gserviceaccount.com"
  token_worker   = "pulsepoint-tokens@acme-platform.iam.gserviceaccount.com"
  alerts_watcher = "pulsepoint-alerts@acme-platform.iam.gserviceaccount.com"
  organisations = [
    for slug in ["aurora", "aurora-dead", "borealis", "alerts-aurora", "a-very-long-name-of-an-organisation", "a-very-long-name-of-another-one"] :
    { slug = slug, location = "EU", history = true, alerts = true }
  ]
}

run "each_role_is_one_of_a_short_list_for_its_kind_of_resource" {
  command = plan

  assert {
    condition     = toset(values(output.project_members)[*].role) == toset(["roles/bigquery.jobUser"])
    error_message = "On the project nobody has more than the right to run jobs: no role that reads data, no owner, no editor."
  }

  assert {
    condition     = toset(values(output.identity_members)[*].role) == toset(["roles/iam.serviceAccountTokenCreator"])
    error_message = "Nobody may do more with an identity than have tokens made of it."
  }

  assert {
    condition     = toset(values(output.topic_members)[*].role) == toset(["roles/pubsub.publisher"])
    error_message = "Topics are only published to."
  }

  assert {
    condition     = toset(values(output.subscription_members)[*].role) == toset(["roles/pubsub.subscriber"])
    error_message = "Subscriptions are only read."
  }

  assert {
    condition     = toset(values(output.table_members)[*].role) == toset(["roles/bigquery.dataEditor"])
    error_message = "Tables are only written to."
  }

  assert {
    condition     = alltrue([for d in values(output.datasets) : d.access == { role = "OWNER", user_by_email = var.operator }])
    error_message = "A dataset is made with its operator as owner and nobody else: no project's viewers, no editors."
  }
}

run "only_five_sorts_of_members_have_any_right" {
  command = plan

  assert {
    condition = length(setsubtract(
      concat([for members in [output.project_members, output.identity_members, output.topic_members, output.subscription_members, output.table_members] : values(members)[*].member]...),
      concat(
        [for i in values(output.identities) : "serviceAccount:${i.email}"],
        ["serviceAccount:${var.operator}", "serviceAccount:${var.token_worker}", "serviceAccount:${var.alerts_watcher}", "serviceAccount:service-${var.project_number}@gcp-sa-pubsub.iam.gserviceaccount.com"],
      )
    )) == 0
    error_message = "Somebody else has a right: allUsers, a person, a group."
  }

  assert {
    condition     = toset(values(output.identity_members)[*].member) == toset(["serviceAccount:${var.token_worker}"])
    error_message = "Somebody but the token worker may speak for an organisation."
  }

  assert {
    condition     = toset(values(output.table_members)[*].member) == toset(["serviceAccount:service-${var.project_number}@gcp-sa-pubsub.iam.gserviceaccount.com"])
    error_message = "Somebody but Pub/Sub may write events by hand."
  }
}

# Whoever has a key with analytics:read can have a token of the identity. What that reads is no secret among colleagues; who asked what is.
run "nobody_but_the_operator_reads_events" {
  command = plan

  assert {
    condition = alltrue([
      for slug in keys(output.identities) :
      output.datasets["${slug}/events"].access == { role = "OWNER", user_by_email = var.operator }
      && [for g in values(output.grants) : "${g.role} ${g.member}" if g.kind == "dataset" && g.resource == "pulsepoint_${replace(slug, "-", "_")}__events"] == ["roles/bigquery.dataOwner serviceAccount:${var.operator}"]
    ])
    error_message = "Somebody but the operator has a right on a dataset of events."
  }

  # No dataset's own rights, no table's and no project's role that reads data, whosever identity it is.
  assert {
    condition = length([
      for g in values(output.grants) : g
      if contains([for i in values(output.identities) : "serviceAccount:${i.email}"], g.member) && (contains(["dataset", "table"], g.kind) || (g.kind == "project" && g.role != "roles/bigquery.jobUser"))
    ]) == 0
    error_message = "The identity of an organisation has a right where events can be read."
  }

  assert {
    condition = alltrue([
      for m in values(output.table_members) :
      m.role == "roles/bigquery.dataEditor" && m.member == "serviceAccount:service-${var.project_number}@gcp-sa-pubsub.iam.gserviceaccount.com" if endswith(m.dataset_id, "__events")
    ])
    error_message = "In a dataset of events somebody but Pub/Sub has a right on a table."
  }

  assert {
    condition     = length(setintersection([for s in keys(output.identities) : output.datasets[s].dataset_id], [for s in keys(output.identities) : output.datasets["${s}/events"].dataset_id])) == 0 && length(output.datasets) == 2 * length(output.identities)
    error_message = "Events lie in a dataset of facts, which identities read."
  }
}

# The account is looked up by its address, and what it may touch is put together from the slug anew.
run "no_identity_has_a_right_on_what_is_another_organisations" {
  command = plan

  assert {
    condition = alltrue(flatten([
      for slug, identity in output.identities : [
        for m in values(output.topic_members) : m.topic == "pulsepoint-${slug}" if m.member == "serviceAccount:${identity.email}"
      ]
    ]))
    error_message = "An identity may publish to another organisation's topic, or to dead letters."
  }

  assert {
    condition = alltrue([
      for slug, identity in output.identities : length([for m in values(output.subscription_members) : m if m.member == "serviceAccount:${identity.email}"]) == 0
    ])
    error_message = "An identity may read a subscription: then the token of every key that may ask questions reads who asked what."
  }

  assert {
    condition = toset([for m in values(output.subscription_members) : m.subscription if m.member == "serviceAccount:${var.alerts_watcher}"]) == toset([
      for slug in keys(output.identities) : "pulsepoint-alerts-${slug}"
    ])
    error_message = "The alerts watcher reads less or more than the subscriptions that are made for it."
  }

  assert {
    condition     = length([for g in values(output.grants) : g if g.member == "serviceAccount:${var.alerts_watcher}" && g.kind != "subscription"]) == 0
    error_message = "The alerts watcher may do more than read subscriptions."
  }

  assert {
    condition = alltrue([
      for slug, identity in output.identities :
      length([for m in concat(values(output.table_members), values(output.identity_members)) : m if m.member == "serviceAccount:${identity.email}"]) == 0
    ])
    error_message = "An identity has a right on a table, or on an identity."
  }

  assert {
    condition = alltrue([
      for slug, identity in output.identities : length([for m in values(output.project_members) : m if m.member == "serviceAccount:${identity.email}"]) == 1
    ])
    error_message = "Every identity may run jobs, once."
  }

  assert {
    condition     = length(output.topic_members) == 2 * 6 && length(output.subscription_members) == 2 * 6 && length(output.table_members) == 6 && length(output.identity_members) == 6
    error_message = "A right is missing, and what was compared here was less than all."
  }
}

# Events of one organisation can reach its own table, its own dead letters and nothing else.
run "no_subscription_leads_from_one_organisation_to_another" {
  command = plan

  assert {
    condition = alltrue([
      for slug, s in output.history_subscriptions :
      s.topic == "projects/acme-analytics/topics/pulsepoint-${slug}"
      && s.bigquery_config.table == "acme-analytics.pulsepoint_${replace(slug, "-", "_")}__events.usage_events"
      && s.dead_letter_policy.dead_letter_topic == "projects/acme-analytics/topics/pulsepoint-${slug}.dead"
    ])
    error_message = "Events of one organisation are written for another."
  }

  assert {
    condition = alltrue([
      for slug in keys(output.identities) :
      output.pull_subscriptions["pulsepoint-alerts-${slug}"].topic == "projects/acme-analytics/topics/pulsepoint-${slug}"
      && output.pull_subscriptions["pulsepoint-${slug}.dead"].topic == "projects/acme-analytics/topics/pulsepoint-${slug}.dead"
    ])
    error_message = "A subscription belongs to another organisation's topic."
  }

  assert {
    condition = alltrue([
      for m in values(output.table_members) : m.table_id == "usage_events" && endswith(m.dataset_id, "__events")
    ])
    error_message = "Pub/Sub may write to more than the table of events."
  }
}

run "the_token_worker_can_speak_for_each_organisation" {
  command = plan

  assert {
    condition     = toset(values(output.identity_members)[*].service_account_id) == toset([for i in values(output.identities) : "projects/acme-analytics/serviceAccounts/${i.email}"])
    error_message = "Of somebody no tokens can be made."
  }
}

# Pub/Sub checks all three before it writes, moves or removes a message.
run "the_service_agent_can_do_what_the_history_needs" {
  command = plan

  assert {
    condition = alltrue([
      for slug, s in output.history_subscriptions : length([
        for m in concat(values(output.subscription_members), values(output.topic_members), values(output.table_members)) : m
        if m.member == "serviceAccount:service-123456789012@gcp-sa-pubsub.iam.gserviceaccount.com" && contains(
          [s.name, reverse(split("/", s.dead_letter_policy.dead_letter_topic))[0], s.bigquery_config.table],
          try(m.subscription, try(m.topic, "${m.project}.${m.dataset_id}.${m.table_id}"))
        )
      ]) == 3
    ])
    error_message = "The agent needs a right on the subscription, the dead letters and the table."
  }
}

run "every_right_stands_in_the_list_that_people_read" {
  command = plan

  assert {
    condition     = length(output.grants) == length(output.project_members) + length(output.identity_members) + length(output.topic_members) + length(output.subscription_members) + length(output.table_members) + length(output.datasets)
    error_message = "The list has a right that no resource is made from, or the other way round."
  }
}
