project        = "acme-analytics"
project_number = "123456789012"
operator       = "pulsepoint-operator@acme-platform.iam.gserviceaccount.com"
token_worker   = "pulsepoint-tokens@acme-platform.iam.gserviceaccount.com"
alerts_watcher = "pulsepoint-alerts@acme-platform.iam.gserviceaccount.com"

organisations = [
  # First without: `history = true` once `tenant provision` has made its tables, `alerts = true` once somebody runs `alerts watch`.
  { slug = "aurora", location = "EU" },
  { slug = "borealis", location = "us-central1", retention_days = 3653 },
]
