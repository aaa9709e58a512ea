# What is decided here and in the product, and what the documents tell people, is the same.
variables {
  project        = "acme-analytics"
  project_number = "123456789012"
  operator       = "pulsepoint-operator@acme-platform.iam.gserviceaccount.com"
  token_worker   = "pulsepoint-tokens@acme-platform.iam.gserviceaccount.com"
  alerts_watcher = "pulsepoint-alerts@acme-platform.iam.gserviceaccount.com"
  organisations  = [{ slug = "aurora", location = "EU", history = true, alerts = true }]
}

run "the_product_agrees" {
  command = plan

  assert {
    condition     = contains(keys(output.identities), "aurora") && strcontains(file("../../../../src/Pulsepoint.Mcp.Core/Tenancy/Slug.cs"), "MaxLength = 40;")
    error_message = "A slug may be longer or shorter now."
  }

  assert {
    condition     = strcontains(file("../../../../src/Pulsepoint.Mcp.Core/Provisioning/RecordTables.cs"), "SevenYears = ${output.retention["aurora"].days};")
    error_message = "`tenant provision` keeps events for another time."
  }

  assert {
    condition     = output.datasets["aurora"].dataset_id == "pulsepoint_aurora" && strcontains(file("../../../../src/Pulsepoint.Mcp/Cli/TenantProvisionVerb.cs"), "$\"pulsepoint_{tenant.Value.Replace('-', '_')}\"")
    error_message = "`tenant provision` names datasets otherwise where nobody names one."
  }

  assert {
    condition     = strcontains(file("../../../../src/Pulsepoint.Mcp.Core/Provisioning/DatasetOrder.cs"), "OfEvents = \"${trimprefix(output.datasets["aurora/events"].dataset_id, output.datasets["aurora"].dataset_id)}\";")
    error_message = "`tenant provision` names datasets of events otherwise."
  }

  assert {
    condition     = strcontains(file("../../../../src/Pulsepoint.Mcp.Core/Provisioning/RecordTables.cs"), "\"${output.table_members["aurora/stores"].table_id}\"")
    error_message = "`tenant provision` names the table of events otherwise."
  }

  assert {
    condition     = strcontains(file("../../../../src/Pulsepoint.Mcp.Google/Provisioning/DatasetDifference.cs"), replace(output.datasets["aurora"].description, "aurora", "{order.Tenant}"))
    error_message = "A dataset that `tenant provision` makes says something else of itself."
  }

  assert {
    condition     = strcontains(file("../../../../src/Pulsepoint.Mcp.Google/Provisioning/DatasetDifference.cs"), replace(output.datasets["aurora/events"].description, "aurora", "{order.Tenant}"))
    error_message = "A dataset of events that `tenant provision` makes says something else of itself."
  }
}

run "the_documents_agree" {
  command = plan

  assert {
    condition = alltrue([
      for name in concat(keys(output.topics), values(output.history_subscriptions)[*].name, values(output.datasets)[*].dataset_id, [for i in values(output.identities) : i.email]) :
      strcontains(file("../../../../docs/bigquery.md"), name)
    ])
    error_message = "docs/bigquery.md names something otherwise."
  }

  assert {
    condition     = strcontains(file("../../../../docs/alerts.md"), "subscriptions/pulsepoint-alerts-{tenant}") && contains(keys(output.pull_subscriptions), "pulsepoint-alerts-aurora")
    error_message = "docs/alerts.md names the subscription otherwise."
  }

  assert {
    condition     = strcontains(file("../../../../docs/events.md"), "topics/pulsepoint-{tenant}") && contains(keys(output.topics), "pulsepoint-aurora")
    error_message = "docs/events.md names the topic otherwise."
  }

  # The names of the roles as people read them, for those that the plan gives.
  assert {
    condition = alltrue([
      for role in toset([for g in output.grants : g.role]) : strcontains(
        file("../../../../docs/bigquery.md"),
        lookup({
          "roles/bigquery.jobUser"               = "| BigQuery Job User"
          "roles/bigquery.dataOwner"             = "| BigQuery Data Owner"
          "roles/bigquery.dataEditor"            = "| BigQuery Data Editor"
          "roles/pubsub.publisher"               = "| Pub/Sub Publisher"
          "roles/pubsub.subscriber"              = "| Pub/Sub Subscriber"
          "roles/iam.serviceAccountTokenCreator" = "| Service Account Token Creator"
        }, role, "a role that nobody wrote down: ${role}")
      )
    ])
    error_message = "docs/bigquery.md does not have a role that is given."
  }
}
