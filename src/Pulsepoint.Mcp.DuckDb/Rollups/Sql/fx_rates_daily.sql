select date, from_ccy, to_ccy, rate
from fx_rates_daily
where date between $from and $to
