variables {
  project        = "acme-analytics"
  project_number = "123456789012"
  operator       = "pulsepoint-operator@acme-platform.iam.gserviceaccount.com"
  token_worker   = "pulsepoint-tokens@acme-platform.iam.gserviceaccount.com"
  alerts_watcher = "pulsepoint-alerts@acme-platform.iam.gserviceaccount.com"
  organisations  = [{ slug = "aurora", location = "EU", history = true }]
}

run "seven_years_are_2557_days" {
  command = plan

  assert {
    condition     = output.retention["aurora"].partition_expiration_ms == 2557 * 24 * 60 * 60 * 1000
    error_message = "Seven years have 2555 days and two of leap years at most."
  }

  assert {
    condition     = output.retention["aurora"].partition_expiration_ms == 220924800000
    error_message = "The same in milliseconds, reckoned elsewhere."
  }

  assert {
    condition     = strcontains(file("../../../bigquery/usage_events.sql"), "partition_expiration_days = ${output.retention["aurora"].partition_expiration_ms / 86400000},")
    error_message = "deploy/bigquery/usage_events.sql keeps events for another time."
  }
}

# Asked of a calendar: from each 1 March on, seven years are over when the days are, and once in a while not a day before.
run "no_partition_goes_before_its_years_are_over" {
  command = plan

  assert {
    condition = alltrue([
      for year in range(2020, 2061) :
      timecmp(timeadd("${year}-03-01T00:00:00Z", "${output.retention["aurora"].partition_expiration_ms / 3600000}h"), "${year + 7}-03-01T00:00:00Z") >= 0
    ])
    error_message = "There are seven years with more days."
  }

  assert {
    condition = anytrue([
      for year in range(2020, 2061) :
      timecmp(timeadd("${year}-03-01T00:00:00Z", "${output.retention["aurora"].partition_expiration_ms / 3600000}h"), "${year + 7}-03-01T00:00:00Z") == 0
    ])
    error_message = "No seven years have that many days: it is a day too many."
  }
}

run "eight_years_have_two_leap_years" {
  command = plan

  variables {
    retention_years = 8
  }

  assert {
    condition     = output.retention["aurora"].partition_expiration_ms == 2922 * 86400000
    error_message = "Twice four years have 2922 days."
  }
}

run "nine_years_can_have_three_leap_years" {
  command = plan

  variables {
    retention_years = 9
  }

  assert {
    condition     = output.retention["aurora"].partition_expiration_ms == 3288 * 86400000
    error_message = "2024 to 2032 have three."
  }
}

run "ten_years_can_have_three_leap_years" {
  command = plan

  variables {
    retention_years = 10
  }

  assert {
    condition     = output.retention["aurora"].partition_expiration_ms == 3653 * 86400000
    error_message = "2024 to 2033 have three."
  }
}

run "an_organisation_has_days_of_its_own" {
  command = plan

  variables {
    organisations = [{ slug = "aurora", location = "EU", retention_days = 3000 }, { slug = "borealis", location = "EU" }]
  }

  assert {
    condition     = output.retention["aurora"].partition_expiration_ms == 259200000000
    error_message = "3000 days are 259200000000 ms."
  }

  assert {
    condition     = output.retention["borealis"].partition_expiration_ms == 220924800000
    error_message = "What one organisation says changed another's."
  }

  assert {
    condition     = contains(output.next_steps["aurora"], "bq update --time_partitioning_expiration=259200000 acme-analytics:pulsepoint_aurora__events.usage_events") && length([for step in output.next_steps["borealis"] : step if startswith(step, "bq ")]) == 0
    error_message = "A longer time is set by hand, in seconds; the usual one need not be."
  }
}

run "messages_wait_for_a_week_and_subscriptions_do_not_expire" {
  command = plan

  assert {
    condition     = output.history_subscriptions["aurora"].message_retention_duration == "604800s" && output.pull_subscriptions["pulsepoint-aurora.dead"].message_retention_duration == "604800s"
    error_message = "Seven days are 604800 seconds."
  }

  assert {
    condition     = output.history_subscriptions["aurora"].expiration_policy.ttl == "" && output.pull_subscriptions["pulsepoint-aurora.dead"].expiration_policy.ttl == ""
    error_message = "A subscription that nobody reads for a month would be removed, with what it holds."
  }

  assert {
    condition     = output.history_subscriptions["aurora"].dead_letter_policy.max_delivery_attempts >= 5 && output.history_subscriptions["aurora"].dead_letter_policy.max_delivery_attempts <= 100
    error_message = "Pub/Sub takes 5 to 100 attempts."
  }
}

# `tenant provision` refuses a dataset that lets tables or their days go by themselves: facts are kept.
run "a_dataset_forgets_nothing_by_itself" {
  command = plan

  assert {
    condition     = length([for key in keys(output.datasets["aurora"]) : key if strcontains(key, "expiration")]) == 0 && !strcontains(file("../../datasets.tf"), "expiration")
    error_message = "A dataset has an expiration, which every table in it would take over."
  }
}

run "a_dataset_that_holds_something_is_not_destroyed" {
  command = plan

  assert {
    condition     = !anytrue(values(output.datasets)[*].delete_contents_on_destroy)
    error_message = "terraform destroy would take the data along."
  }
}

run "events_are_written_column_by_column" {
  command = plan

  assert {
    condition     = output.history_subscriptions["aurora"].bigquery_config.use_table_schema && output.history_subscriptions["aurora"].bigquery_config.drop_unknown_fields && !output.history_subscriptions["aurora"].bigquery_config.write_metadata
    error_message = "The table has a column for each key of an event and none for Pub/Sub's own; a key that it lacks must hold nothing up."
  }
}
