#
#<?php die('Forbidden.'); ?>
#Date: 2024-05-14 08:59:00 UTC
#Software: Joomla! 4.4.4 Stable

#Fields: datetime	priority clientip	category	message
2024-05-14T09:00:00+00:00	INFO 10.0.3.3	controller	logged in
2024-05-14T09:00:07+00:00	WARNING 10.0.3.4	joomlafailure	Username and password do not match
2024-05-14T09:00:14+00:00	ERROR 10.0.3.5	jerror	cannot load extension
2024-05-14T09:00:21+00:00	DEBUG 10.0.3.6	update	tick
