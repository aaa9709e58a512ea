select date, from_ccy, to_ccy, rate
from `{dataset}.fx_rates_daily`
where date between @from and @to
