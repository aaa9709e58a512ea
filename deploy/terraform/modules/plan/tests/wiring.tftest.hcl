# The google provider is not needed to run these tests, so nothing here can ask it. What can be held without it: the resources
# decide nothing, and copy what the plan has under the very name that the argument has.
variables {
  project        = "acme-analytics"
  project_number = "123456789012"
  operator       = "pulsepoint-operator@acme-platform.iam.gserviceaccount.com"
  token_worker   = "pulsepoint-tokens@acme-platform.iam.gserviceaccount.com"
  alerts_watcher = "pulsepoint-alerts@acme-platform.iam.gserviceaccount.com"
  organisations  = [{ slug = "aurora", location = "EU", history = true, alerts = true }]
}

run "resources_only_copy" {
  command = plan

  module {
    source = "./tests/wiring"
  }

  assert {
    condition     = length(output.resources) == 11
    error_message = "A resource was added or is not read any more: it must be one of those that are looked at here."
  }

  assert {
    condition     = length(output.other_lines) == 0
    error_message = "A resource decides something by itself: ${join("; ", output.other_lines)}"
  }

  assert {
    condition     = length(output.renamed) == 0
    error_message = "An argument is filled from a key of another name: ${join("; ", output.renamed)}"
  }

  assert {
    condition     = length(output.missing) == 0
    error_message = "The plan does not have: ${join("; ", output.missing)}"
  }

  assert {
    condition     = length(output.forgotten) == 0
    error_message = "The plan has it and the resource does not: ${join("; ", output.forgotten)}"
  }

  assert {
    condition     = length(output.unused) == 0
    error_message = "No resource is made from: ${join("; ", output.unused)}"
  }

  assert {
    condition     = length(output.loose) == 0
    error_message = "These depend on a resource that does not exist: ${join("; ", output.loose)}"
  }
}

run "the_root_passes_everything_on" {
  command = plan

  module {
    source = "./tests/wiring"
  }

  assert {
    condition     = length(output.not_passed_on) == 0
    error_message = "Variables of the plan that the root does not have or does not pass on: ${join("; ", output.not_passed_on)}"
  }

  assert {
    condition     = length(output.defaults_differ) == 0
    error_message = "Variables whose default is another one at the root: ${join("; ", output.defaults_differ)}"
  }
}
