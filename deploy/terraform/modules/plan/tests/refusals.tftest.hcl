variables {
  project        = "acme-analytics"
  project_number = "123456789012"
  operator       = "pulsepoint-operator@acme-platform.iam.gserviceaccount.com"
  token_worker   = "pulsepoint-tokens@acme-platform.iam.gserviceaccount.com"
  alerts_watcher = "pulsepoint-alerts@acme-platform.iam.gserviceaccount.com"
  organisations  = []
}

run "a_dash_first_is_no_slug" {
  command = plan
  variables {
    organisations = [{ slug = "-aurora", location = "EU" }]
  }
  expect_failures = [var.organisations]
}

run "a_dash_last_is_no_slug" {
  command = plan
  variables {
    organisations = [{ slug = "aurora-", location = "EU" }]
  }
  expect_failures = [var.organisations]
}

run "two_dashes_are_no_slug" {
  command = plan
  variables {
    organisations = [{ slug = "aurora--north", location = "EU" }]
  }
  expect_failures = [var.organisations]
}

run "capitals_are_no_slug" {
  command = plan
  variables {
    organisations = [{ slug = "Aurora", location = "EU" }]
  }
  expect_failures = [var.organisations]
}

run "underscores_are_no_slug" {
  command = plan
  variables {
    organisations = [{ slug = "aurora_north", location = "EU" }]
  }
  expect_failures = [var.organisations]
}

run "a_line_break_is_no_slug" {
  command = plan
  variables {
    organisations = [{ slug = "aurora\n", location = "EU" }]
  }
  expect_failures = [var.organisations]
}

run "nothing_is_no_slug" {
  command = plan
  variables {
    organisations = [{ slug = "", location = "EU" }]
  }
  expect_failures = [var.organisations]
}

run "forty_one_characters_are_no_slug" {
  command = plan
  variables {
    organisations = [{ slug = "a1234567890123456789012345678901234567890", location = "EU" }]
  }
  expect_failures = [var.organisations]
}

run "forty_characters_are_a_slug" {
  command = plan
  variables {
    organisations = [{ slug = "a123456789012345678901234567890123456789", location = "EU" }]
  }
}

run "nobody_stands_there_twice" {
  command = plan
  variables {
    organisations = [{ slug = "aurora", location = "EU" }, { slug = "borealis", location = "EU" }, { slug = "aurora", location = "US" }]
  }
  expect_failures = [var.organisations]
}

run "a_location_is_one_of_bigquery" {
  command = plan
  variables {
    organisations = [{ slug = "aurora", location = "Europe" }]
  }
  expect_failures = [var.organisations]
}

run "less_than_the_product_keeps_is_no_retention" {
  command = plan
  variables {
    organisations = [{ slug = "aurora", location = "EU", retention_days = 2556 }]
  }
  expect_failures = [var.organisations]
}

run "days_that_are_kept_are_whole" {
  command = plan
  variables {
    organisations = [{ slug = "aurora", location = "EU", retention_days = 2557.5 }]
  }
  expect_failures = [var.organisations]
}

run "days_that_are_kept_are_ten_years_at_most" {
  command = plan
  variables {
    organisations = [{ slug = "aurora", location = "EU", retention_days = 3654 }]
  }
  expect_failures = [var.organisations]
}

# These two have the same first nine characters and the same first eight digits of their hash.
run "two_slugs_that_are_cut_to_one_account_are_told" {
  command = plan
  variables {
    organisations = [{ slug = "northwind-0002839-holding", location = "EU" }, { slug = "northwind-0006842-holding", location = "EU" }]
  }
  expect_failures = [output.identities]
}

run "either_of_them_alone_is_fine" {
  command = plan
  variables {
    organisations = [{ slug = "northwind-0002839-holding", location = "EU" }, { slug = "northwind-0006843-holding", location = "EU" }]
  }
}

run "a_project_is_named_by_its_id" {
  command = plan
  variables {
    project = "Acme Analytics"
  }
  expect_failures = [var.project]
}

run "a_project_number_is_a_number" {
  command = plan
  variables {
    project_number = "acme-analytics"
  }
  expect_failures = [var.project_number]
}

run "an_environment_is_a_label" {
  command = plan
  variables {
    environment = "Production!"
  }
  expect_failures = [var.environment]
}

run "the_operator_is_a_service_account" {
  command = plan
  variables {
    operator = "allUsers"
  }
  expect_failures = [var.operator]
}

run "the_token_worker_is_a_service_account" {
  command = plan
  variables {
    token_worker = "everybody@acme.example"
  }
  expect_failures = [var.token_worker]
}

run "the_alerts_watcher_is_a_service_account" {
  command = plan
  variables {
    alerts_watcher = "allAuthenticatedUsers"
  }
  expect_failures = [var.alerts_watcher]
}

run "the_alerts_watcher_is_no_organisation" {
  command = plan
  variables {
    alerts_watcher = "pulsepoint-aurora@acme-analytics.iam.gserviceaccount.com"
    organisations  = [{ slug = "aurora", location = "EU" }]
  }
  expect_failures = [output.identities]
}

run "who_has_alerts_needs_a_watcher" {
  command = plan
  variables {
    alerts_watcher = ""
    organisations  = [{ slug = "aurora", location = "EU", alerts = true }]
  }
  expect_failures = [output.identities]
}

run "the_operator_is_no_organisation" {
  command = plan
  variables {
    operator      = "pulsepoint-aurora@acme-analytics.iam.gserviceaccount.com"
    organisations = [{ slug = "aurora", location = "EU" }]
  }
  expect_failures = [output.identities]
}

run "the_token_worker_is_no_organisation" {
  command = plan
  variables {
    token_worker  = "pulsepoint-aurora@acme-analytics.iam.gserviceaccount.com"
    organisations = [{ slug = "aurora", location = "EU" }]
  }
  expect_failures = [output.identities]
}

run "a_project_takes_no_more_than_its_policy_does" {
  command = plan
  variables {
    organisations = [for i in concat(range(1000), range(1000, 1401)) : { slug = "org-${i}", location = "EU" }]
  }
  expect_failures = [output.identities]
}

run "fourteen_hundred_are_not_too_many" {
  command = plan
  variables {
    organisations = [for i in concat(range(1000), range(1000, 1400)) : { slug = "org-${i}", location = "EU" }]
  }
}

run "messages_are_kept_for_a_week_at_most" {
  command = plan
  variables {
    message_retention_days = 8
  }
  expect_failures = [var.message_retention_days]
}

run "fewer_than_seven_years_are_not_kept" {
  command = plan
  variables {
    retention_years = 6
  }
  expect_failures = [var.retention_years]
}

run "years_are_whole" {
  command = plan
  variables {
    retention_years = 7.5
  }
  expect_failures = [var.retention_years]
}
