# `.ci/run` gives all tests together two minutes. Something that looked at each organisation once for each other would need hours.
variables {
  project        = "acme-analytics"
  project_number = "123456789012"
  operator       = "pulsepoint-operator@acme-platform.iam.gserviceaccount.com"
  token_worker   = "pulsepoint-tokens@acme-platform.iam.gserviceaccount.com"
  alerts_watcher = "pulsepoint-alerts@acme-platform.iam.gserviceaccount.com"
}

run "ten_thousand_organisations_are_planned" {
  command = plan

  module {
    source = "./tests/fleet"
  }

  variables {
    projects      = 10
    organisations = 1000
  }

  assert {
    condition     = length(toset(flatten([for p in output.all : values(p.identities)[*].email]))) == 10000
    error_message = "Two of ten thousand share an identity."
  }

  assert {
    condition     = max(flatten([for p in output.all : [for i in values(p.identities) : length(i.account_id)]])...) == 30
    error_message = "An account is longer than Google takes, or nothing was cut here."
  }

  # Eight rights each, a ninth for every fifth, and the operator's own in ten projects.
  assert {
    condition     = sum([for p in output.all : length(p.grants)]) == 10000 * 8 + 2000 + 10
    error_message = "A right is missing or too many."
  }

  assert {
    condition = alltrue([
      for g in flatten(output.all[*].grants) : strcontains(g.resource, g.organisation) || strcontains(g.resource, replace(g.organisation, "-", "_"))
      if contains(["dataset", "table", "topic", "subscription"], g.kind)
    ])
    error_message = "A right of one organisation is on a resource that does not bear its name."
  }
}
