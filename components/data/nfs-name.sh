say_holder ""
